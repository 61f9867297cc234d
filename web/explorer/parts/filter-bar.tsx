import type { Question } from '../page-kind.ts'

/** One thing that a list can be narrowed by; what is chosen stands in the address under its name. */
export interface Field {
  readonly name: string
  readonly label: string
  /** To choose from, each with its words; a line of text where absent. */
  readonly options?: readonly (readonly [value: string, words: string])[]
}

interface Props {
  readonly title: string
  readonly fields: readonly Field[]
  readonly question: Question
  /** How much is left, in words. */
  readonly result: string
}

/** Narrows a list. */
export function FilterBar({ title, fields, question: { query, ask }, result }: Props) {
  const choose = (name: string, value: string) => {
    const next = new URLSearchParams(query)
    if (value === '') next.delete(name)
    else next.set(name, value)
    ask(next)
  }
  return (
    <>
      <fieldset class="filters">
        <legend>{title}</legend>
        {fields.map(({ name, label, options }) => (
          <label key={name}>
            {label}
            {options === undefined ? (
              <input
                type="search"
                value={query.get(name) ?? ''}
                onInput={({ currentTarget }) => choose(name, currentTarget.value)}
              />
            ) : (
              <select value={query.get(name) ?? ''} onChange={({ currentTarget }) => choose(name, currentTarget.value)}>
                {options.map(([value, words]) => (
                  <option key={value} value={value}>
                    {words}
                  </option>
                ))}
              </select>
            )}
          </label>
        ))}
      </fieldset>
      <p class="quiet" role="status">
        {result}
      </p>
    </>
  )
}
