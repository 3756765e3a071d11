// A long table as it is sent: in chunks, while it is read.

/** A chunk is sent as soon as it is longer. */
const chunkLength = 32_768

/** `beginning`, and then the rows of each page. However long the table is, a page is in memory. */
export async function* inChunks(
  beginning: string,
  pages: AsyncIterable<Iterable<string>>,
): AsyncGenerator<string, void, undefined> {
  let chunk = beginning
  for await (const rows of pages) {
    for (const row of rows) {
      chunk += row
      if (chunk.length < chunkLength) continue
      yield chunk
      chunk = ''
    }
  }
  if (chunk !== '') yield chunk
}

/** What begins a table whose reader wants a byte order mark. */
export const mark = (bom: boolean) => (bom ? '\ufeff' : '')
