/** Rows in one part of a column on its way into the store and in it; the last part of a column may hold fewer. */
export const CHUNK_ROWS = 65_536
