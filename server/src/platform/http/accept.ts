// Which of its media types an operation answers in.

/** Whether the client names this media type and not JSON, which is what it gets otherwise. */
export function wantsInsteadOfJson(accept: string, mediaType: string): boolean {
  const named = accept.split(',').map(part => part.split(';')[0]!.trim().toLowerCase())
  return named.includes(mediaType) && !named.includes('application/json')
}
