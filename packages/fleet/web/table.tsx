import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { figure } from '../src/questions/cells.ts'

export interface TableColumn<Row> {
  readonly title: string
  readonly isFigure?: boolean
  readonly cell: (row: Row) => ComponentChildren
}

interface Props<Row> {
  readonly label: string
  /** For the widths of its columns. */
  readonly class?: string
  readonly rows: readonly Row[]
  /** The first column names its row. */
  readonly columns: readonly TableColumn<Row>[]
  /** Rows at first; a reader asks for more. */
  readonly step: number
}

/** Rows that come with one request for more. */
const MORE = 100

/** A table that begins short, however long it is. */
export function Table<Row>({ label, class: own, rows, columns, step }: Props<Row>) {
  const [room, setRoom] = useState(step)
  // Other rows are another table.
  useEffect(() => setRoom(step), [rows, step])
  const left = rows.length - room
  return (
    <>
      <div class="scroll" role="region" aria-label={label} tabIndex={0}>
        <table class={own}>
          <thead>
            <tr>
              {columns.map(({ title, isFigure }) => (
                <th key={title} scope="col" class={isFigure ? 'figure' : undefined}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, room).map((row, place) => (
              <tr key={place}>
                {columns.map(({ title, isFigure, cell }, index) =>
                  index === 0 ? (
                    <th key={title} scope="row">
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={title} data-label={title} class={isFigure ? 'figure' : undefined}>
                      {cell(row)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {left > 0 && (
        <button type="button" class="more" onClick={() => setRoom(room + MORE)}>
          Show more ({figure(left)} left)
        </button>
      )}
    </>
  )
}
