// esbuild imports style sheets as text; see scripts/build.js.
declare module '*.css' {
  const text: string;
  export default text;
}
