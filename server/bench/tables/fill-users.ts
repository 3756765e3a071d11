// Accounts, sessions and refresh tokens, some of them over for long.
import { idOf, type Numbers } from './numbers.ts'

export const usersStatements = ({ users }: Numbers): readonly string[] => [
  `insert into users (id, email, email_key, name, role, password_hash, role_changed_at)
    select ${idOf('usr', 'n')}, 'person-' || n || '@example.com', 'person-' || n || '@example.com', 'Person ' || n,
      case when n <= 3 then 'admin' when n <= 1000 then 'organizer' else 'attendee' end, 'none',
      case when n % 1000 = 0 then now() - interval '1 day' end
    from generate_series(1, ${users}) as n`,
  `insert into sessions (user_id, id, created_at, expires_at, revoked_at)
    select ${idOf('usr', 'n')}, ${idOf('ses', 'n')}, now() - interval '30 days',
      now() + interval '1 day' * (n % 60 - 30), case when n % 100 = 0 then now() - interval '1 minute' * (n % 10000) end
    from generate_series(1, ${users}) as n`,
  `insert into refresh_tokens (token_hash, user_id, session_id, expires_at, used_at)
    select sha256((n || '-' || turn)::bytea), ${idOf('usr', 'n')}, ${idOf('ses', 'n')},
      now() + interval '1 day' * (n % 60 - 30), case when turn = 1 then now() end
    from generate_series(1, ${users}) as n, generate_series(1, 2) as turn`,
]
