// What the door said, for people to read.
import type { CheckIn } from '@evently/sdk'
import type { OfflineCheckIn } from '../check-in/offline-door.ts'
import { counted } from '../progress.ts'
import { table } from '../table.ts'
import { timeText } from '../times.ts'

const words = {
  admitted: 'ADMITTED',
  already_admitted: 'ALREADY IN',
  void: 'VOID',
  wrong_event: 'WRONG EVENT',
  unknown: 'UNKNOWN',
} as const satisfies Record<CheckIn['verdict'], string>
const longest = Math.max(...Object.values(words).map(({ length }) => length))

/** A line as it is read at the door, the verdict first. */
export const verdictLine = ({ verdict, admission, conflict, ticket, scanId }: OfflineCheckIn) =>
  [
    words[verdict].padEnd(longest),
    admission && `since ${timeText(admission.at)}${admission.device === undefined ? '' : `, ${admission.device}`}`,
    conflict && 'scanned before that: two people have come in with it',
    ticket?.id ?? scanId,
  ]
    .filter(part => part !== undefined && part !== false)
    .join('  ')

/** `12 of 240 valid tickets have come in.` */
export const admittedText = ({ valid, admitted }: { readonly valid: number; readonly admitted: number }): string =>
  `${counted(admitted)} of ${counted(valid)} valid tickets have come in.`

export const checkInsView = ({ data }: { readonly data: readonly CheckIn[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        VERDICT: ({ verdict }) => words[verdict],
        CONFLICT: ({ conflict }) => (conflict ? 'yes' : undefined),
        TICKET: ({ ticket }) => ticket?.id,
        DEVICE: ({ device }) => device,
        SCANNED: ({ scannedAt }) => timeText(scannedAt),
        SCAN: ({ scanId }) => scanId,
      })
