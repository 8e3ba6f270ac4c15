/** The release; equal to package.json's version (held by a test). */
export const VERSION = '0.1.0'
/** Names the code that made a number; part of every evidence key. */
export const CODE_VERSION = `assay ${VERSION}`
