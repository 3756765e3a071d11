/** Where the matrix is kept: beside the sources, not beside what they are compiled to. */
export const matrixFile = new URL('../../../../test/http/authorization/matrix.txt', import.meta.url)
