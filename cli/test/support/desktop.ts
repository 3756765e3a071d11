// A desktop's keyring for a test: GNOME's, unlocked, on a message bus of its own.
import { spawnSync } from 'node:child_process'

const needed = ['dbus-run-session', 'gnome-keyring-daemon']

/** Why there is none on this machine; undefined where there is one. */
export function keyringMissing(): string | undefined {
  const missing = needed.filter(program => spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status !== 0)
  return missing.length === 0 ? undefined : `there is no ${missing.join(' and no ')} here`
}

/**
 * A line of shell that runs another one on that desktop. Its keyring is in HOME: what one run keeps the next one has.
 * With `isLocked`, nobody has unlocked it, and nobody answers when it asks.
 */
export function onDesktop(line: string, { isLocked = false } = {}): string {
  const daemon = `gnome-keyring-daemon ${isLocked ? '' : '--unlock'} --foreground --components=secrets`
  const inside = `printf pw | ${daemon} >/dev/null 2>&1 & daemon=$! tries=0
    until [ $((tries += 1)) -gt 500 ] ||
      dbus-send --session --print-reply --dest=org.freedesktop.DBus / \\
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets 2>/dev/null | grep -q true; do :; done
    ${line}
    code=$?; kill $daemon; exit $code`
  return `exec dbus-run-session -- /bin/sh -c '${inside.replaceAll("'", "'\\''")}' sh "$@"`
}
