// esbuild imports style sheets, and what is to be copied, as text; see scripts/build/web-client.js.
declare module '*.css' {
  const text: string;
  export default text;
}

declare module '*.txt' {
  const text: string;
  export default text;
}
