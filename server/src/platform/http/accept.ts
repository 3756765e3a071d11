// Which of its media types an operation answers in.

/** Whether the client names this media type and not JSON, which is what it gets otherwise. */
export const wantsInsteadOfJson = (accept: string, mediaType: string): boolean =>
  wantsInstead(accept, { mediaType, usual: 'application/json' })

/** Whether the client names a media type and not the usual one, which is what it gets otherwise. */
export function wantsInstead(
  accept: string,
  { mediaType, usual }: { readonly mediaType: string; readonly usual: string },
): boolean {
  const named = accept.split(',').map(part => part.split(';')[0]!.trim().toLowerCase())
  return named.includes(mediaType) && !named.includes(usual)
}
