// In which order the test files run: the one place that knows which of them are long, and which bear no company.

/** Begun first, so that none of them is left over at the end; what is not named is short. `npm test` names the slowest. */
export const longestFirst: readonly string[] = [
]

/** Run last, one at a time: what they judge is spoilt by whatever else the machine has to do. */
export const runAlone: Readonly<Record<string, string>> = {
}
