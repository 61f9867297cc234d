interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value | ''
  readonly options: readonly (readonly [Value, string])[]
  readonly onChange: (value: Value | '') => void
}

/** A choice among values, or all of them; nothing where there is nothing to choose. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  if (options.length < 2) return null
  const chosen = (text: string) => options.find(([option]) => option === text)?.[0] ?? ''
  return (
    <label>
      {label}
      <select value={value} onChange={({ currentTarget }) => onChange(chosen(currentTarget.value))}>
        <option value="">all</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}
