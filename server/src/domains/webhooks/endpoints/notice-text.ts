// The mail that tells an owner that a webhook endpoint was disabled.
import type { Mail } from '../../../platform/mail.ts'
import type { Notice } from './store.ts'

const because: Readonly<Record<Notice['reason'], string>> = {
  gone: 'It answered 410 (Gone), which asks us to send nothing more.',
  failing: 'No message has arrived there for three days.',
}

/** `isVerified`: to an email that may be a stranger's it says nothing that the account has written, such as a URL. */
export function noticeMail(
  { id, url, reason }: Pick<Notice, 'id' | 'url' | 'reason'>,
  { isVerified }: { readonly isVerified: boolean },
): Omit<Mail, 'id' | 'to'> {
  const paragraphs = [
    `Your webhook endpoint ${id}${isVerified ? ` (${url})` : ''} was disabled. ${because[reason]}`,
    'Messages are not sent to it any more. What it misses stays in your activity feed for 30 days.',
    `Once it works again, enable it: PATCH /api/v1/webhook-endpoints/${id} with { "disabled": false }, or ` +
      `"evently webhooks update ${id} --enable".`,
  ]
  return {
    subject: 'Your webhook endpoint was disabled',
    text: `Hello,\n\n${paragraphs.join('\n\n')}\n`,
    html: `<p>Hello,</p>\n${paragraphs.map(paragraph => `<p>${escapeHtml(paragraph)}</p>`).join('\n')}\n`,
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`)
