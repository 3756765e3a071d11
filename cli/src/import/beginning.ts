// The beginning of a text that comes in pieces, without losing it.

/** As many pieces as make `isEnough` true, or all that there are; and the whole text from its beginning on. */
export async function beginning(
  texts: AsyncIterable<string>,
  isEnough: (head: string) => boolean,
): Promise<{ head: string; whole: AsyncIterable<string> }> {
  const pieces = texts[Symbol.asyncIterator]()
  let head = ''
  while (!isEnough(head)) {
    const next = await pieces.next()
    if (next.done) break
    head += next.value
  }
  async function* whole() {
    yield head
    yield* { [Symbol.asyncIterator]: () => pieces }
  }
  return { head, whole: whole() }
}
