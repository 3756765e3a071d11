// Rewrites the page on recovery: `npm run recovery-page`.
import { writeFile } from 'node:fs/promises'
import { recoveryPage } from '../../src/recovery-steps.ts'

await writeFile(new URL('../../../src/domains/bookings/saga/RECOVERY.md', import.meta.url), recoveryPage())
