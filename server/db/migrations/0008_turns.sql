-- Turns of calls to the books, shared by all processes (server/limiter.ts). Unlogged: after a crash of the database every line starts
-- anew, and nothing waits for a disk. One row per connection: the lock that orders its callers, and what they must know.
CREATE UNLOGGED TABLE books_turn (
  key text PRIMARY KEY,
  -- Calls so far; call n stands in place n modulo calls per minute of books_call.
  calls bigint NOT NULL DEFAULT 0,
  last_at timestamptz,
  -- The vendor asked to be left alone until then.
  held_until timestamptz,
  -- One place per call under way, with the instant at which it counts as over even if nobody said so.
  leases timestamptz[] NOT NULL DEFAULT '{}'
) WITH (fillfactor = 50);
--> statement-breakpoint
-- The instants from which the last calls of each connection count, as many as may begin in a minute.
CREATE UNLOGGED TABLE books_call (
  key text NOT NULL,
  place integer NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (key, place)
) WITH (fillfactor = 50);
--> statement-breakpoint
-- The next instant at which a call may begin, and a place among those under way. `lease` is null when nothing was reserved: then either
-- `wait_ms` is longer than the caller's patience, or it is null and every place is taken. Runs on the database's clock, which all
-- processes share. A change of `per_minute` (a new version of Dunlin) is exact again after one minute.
CREATE FUNCTION take_turn(
  turn_key text, per_second integer, per_minute integer, at_once integer, patience_ms double precision,
  OUT place integer, OUT lease timestamptz, OUT call integer, OUT at timestamptz, OUT wait_ms double precision
) LANGUAGE plpgsql AS $$
DECLARE
  turn books_turn;
  asked_at timestamptz;
  second_full_until timestamptz;
  minute_full_until timestamptz;
BEGIN
  SELECT * INTO turn FROM books_turn t WHERE t.key = turn_key FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO books_turn (key) VALUES (turn_key) ON CONFLICT DO NOTHING;
    SELECT * INTO turn FROM books_turn t WHERE t.key = turn_key FOR UPDATE;
  END IF;
  asked_at := clock_timestamp();
  FOR candidate IN 1..at_once LOOP
    IF coalesce(turn.leases[candidate] < asked_at, true) THEN
      place := candidate;
      EXIT;
    END IF;
  END LOOP;
  IF place IS NULL THEN RETURN; END IF;
  call := turn.calls % per_minute;
  -- A call counts from its end once it has ended, so the network cannot move two calls closer together at the vendor than they are here.
  SELECT c.at + interval '1005 milliseconds' INTO second_full_until
  FROM books_call c WHERE c.key = turn_key AND turn.calls >= per_second AND c.place = (turn.calls - per_second) % per_minute;
  SELECT c.at + interval '61 seconds' INTO minute_full_until
  FROM books_call c WHERE c.key = turn_key AND c.place = call;
  at := greatest(asked_at, turn.last_at, second_full_until, minute_full_until, turn.held_until);
  wait_ms := extract(epoch FROM at - asked_at) * 1000;
  IF wait_ms > patience_ms THEN RETURN; END IF;
  -- A call may take two minutes (facts: QuickBooks 6.1).
  lease := at + interval '130 seconds';
  turn.leases[place] := lease;
  UPDATE books_turn t SET calls = turn.calls + 1, last_at = take_turn.at, leases = turn.leases WHERE t.key = turn_key;
  INSERT INTO books_call AS c (key, place, at) VALUES (turn_key, take_turn.call, take_turn.at)
  ON CONFLICT ON CONSTRAINT books_call_pkey DO UPDATE SET at = excluded.at;
END $$;
--> statement-breakpoint
-- Windows of the limiter that this one replaces.
DROP TABLE rate_limit;
--> statement-breakpoint
-- A notification at commit takes a lock that all such transactions share, which halves the rate of webhooks. Whoever adds work that
-- should start at once notifies by itself (server/db/outbox.ts); the relay's poll finds the rest.
DROP TRIGGER outbox_wake ON outbox;
--> statement-breakpoint
DROP FUNCTION outbox_wake();
--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'dunlin_app') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON books_turn, books_call TO dunlin_app;
  END IF;
END $$;
