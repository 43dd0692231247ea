/** The part of picomatch that is used here; the package has no types of its own. */
declare module 'picomatch' {
  interface Scanned {
    /** The part of the pattern without wildcards, up to a folder. */
    base: string;
    /** The rest. */
    glob: string;
    isGlob: boolean;
  }
  function picomatch(pattern: string, options?: { dot?: boolean }): (path: string) => boolean;
  namespace picomatch {
    function scan(pattern: string): Scanned;
  }
  export default picomatch;
}
