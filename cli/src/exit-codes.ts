// How a command can end, as a number.

export const exit = {
  unexpected: 1,
  usage: 2,
  validation: 3,
  notSignedIn: 4,
  notFound: 5,
  conflict: 6,
  rateLimited: 7,
  network: 8,
  partlyDone: 9,
  cancelled: 130,
  /** As a shell counts a program that SIGPIPE has ended. */
  outputClosed: 141,
} as const
