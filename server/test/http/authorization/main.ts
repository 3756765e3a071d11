// Writes the authorization matrix: `npm run authorization-matrix`.
import { writeFile } from 'node:fs/promises'
import { matrixFile, matrixText } from './rules.ts'

await writeFile(matrixFile, matrixText())
