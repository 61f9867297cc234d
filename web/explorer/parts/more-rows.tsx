import { useState } from 'preact/hooks'

const STEP = 100

/** As many rows as somebody looks at, and a button for more. */
export function useRows<Row>(rows: readonly Row[]): {
  readonly shown: readonly Row[]
  readonly more: preact.VNode | null
} {
  const [count, setCount] = useState(STEP)
  const rest = rows.length - count
  const more =
    rest <= 0 ? null : (
      <button type="button" class="more" onClick={() => setCount(count + STEP)}>
        Show {Math.min(rest, STEP)} more of {rest}
      </button>
    )
  return { shown: rows.slice(0, count), more }
}
