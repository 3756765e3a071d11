// Accounts, venues and audits, for people to read.
import type { AuditProgress, AuditReport, ManagedUser, User, Venue } from '@evently/sdk'
import { metadataText } from '../metadata-input.ts'
import { fields, table } from '../table.ts'
import { timeText } from '../times.ts'

export const userView = (user: User | ManagedUser) =>
  fields({
    ID: user.id,
    Email: user.email,
    Verified: user.emailVerified,
    Name: user.name,
    Role: user.role,
    Disabled: 'disabled' in user ? user.disabled : undefined,
    Since: timeText(user.createdAt),
  })

export const usersView = ({ data }: { readonly data: readonly ManagedUser[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        ID: user => user.id,
        EMAIL: user => user.email,
        NAME: user => user.name,
        ROLE: user => user.role,
        DISABLED: user => user.disabled,
      })

export const venueView = (venue: Venue) =>
  fields({
    ID: venue.id,
    Name: venue.name,
    Address: venue.address,
    City: venue.city,
    Country: venue.country,
    Location: venue.location && `${venue.location.lat},${venue.location.lon}`,
    Timezone: venue.timezone,
    'External ID': venue.externalId,
    'Metadata': metadataText(venue.metadata),
    Version: venue.version,
  })

export const venuesView = ({ data }: { readonly data: readonly Venue[] }) =>
  data.length === 0
    ? ''
    : table(data, {
        ID: venue => venue.id,
        NAME: venue => venue.name,
        CITY: venue => venue.city,
        COUNTRY: venue => venue.country,
        TIMEZONE: venue => venue.timezone,
      })

export function auditView(report: AuditReport): string {
  const facts = fields({ Clean: report.clean, Checked: timeText(report.checkedAt) })
  const checks = table(report.checks, {
    CHECK: check => check.name,
    CHECKED: check => check.checked,
    VIOLATIONS: check => check.violations.length,
  })
  const violations = report.checks.flatMap(check =>
    check.violations.map(violation => ({ check: check.name, ...violation })),
  )
  if (violations.length === 0) return `${facts}\n\n${checks}`
  const listed = table(violations, {
    CHECK: one => one.check,
    DETAIL: one => one.detail,
    EVENT: one => one.eventId,
    HOLD: one => one.holdId,
    BOOKING: one => one.bookingId,
  })
  return `${facts}\n\n${checks}\n\n${listed}`
}

export const auditProgressView = ({ state, share, startedAt, step, done, total }: AuditProgress) =>
  fields({
    State: state,
    Done: `${Math.floor(share * 100)} %`,
    Started: startedAt && timeText(startedAt),
    Step: step && total !== undefined ? `${step}, ${done} of ${total}` : step,
  })
