// Which flags need or exclude which, where several share the other one: with `dependsOn` and `exclusive` of oclif the
// usage line would show the other one once, and gaps in place of it.

/** The flag goes only together with these. */
export const needs = (...flags: string[]) => ({ relationships: [{ type: 'all' as const, flags }] })

/** The flag does not go together with any of these. */
export const goesWithout = (...flags: string[]) => ({ relationships: [{ type: 'none' as const, flags }] })
