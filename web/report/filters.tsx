import { effects } from '../../src/report/effects.ts'
import type { Certainty, Finding, Reach } from '../../src/report/report.ts'
import { EFFECT_WORDS } from '../../src/render/words.ts'
import { EVERYTHING, type Filter } from './filter.ts'
import { REACH_WORDS } from '../parts/words.ts'

const REACHES: readonly Reach[] = ['main', 'unknown', 'optional', 'test', 'vendored']
const CERTAINTIES: readonly Certainty[] = ['certain', 'likely', 'possible']
const PLATFORMS: readonly Finding['platform'][] = ['metal', 'cuda']

interface Props {
  readonly findings: readonly Finding[]
  /** The folders of several projects, worst first. */
  readonly projects: readonly string[]
  readonly filter: Filter
  readonly onChange: (filter: Filter) => void
}

/** The choices for what is shown; only values that some finding has are offered. */
export function Filters({ findings, projects, filter, onChange }: Props) {
  const has = <Key extends keyof Finding>(key: Key, value: Finding[Key]) => findings.some((one) => one[key] === value)
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted()
  return (
    <fieldset class="filters">
      <legend>Show</legend>
      <label>
        Text
        <input
          type="search"
          value={filter.text}
          placeholder="file, code, message"
          onInput={({ currentTarget }) => onChange({ ...filter, text: currentTarget.value })}
        />
      </label>
      <Choice
        label="Project"
        value={filter.project}
        options={projects.map((root) => [root, root])}
        onChange={(project) => onChange({ ...filter, project })}
      />
      <Choice
        label="Effect"
        value={filter.effect}
        options={effects.filter((value) => has('effect', value)).map((value) => [value, EFFECT_WORDS[value]])}
        onChange={(effect) => onChange({ ...filter, effect })}
      />
      <Choice
        label="Code path"
        value={filter.reach}
        options={REACHES.filter((value) => has('reach', value)).map((value) => [value, REACH_WORDS[value]])}
        onChange={(reach) => onChange({ ...filter, reach })}
      />
      <Choice
        label="Certainty"
        value={filter.certainty}
        options={CERTAINTIES.filter((value) => has('certainty', value)).map((value) => [value, value])}
        onChange={(certainty) => onChange({ ...filter, certainty })}
      />
      <Choice
        label="Platform"
        value={filter.platform}
        options={PLATFORMS.filter((value) => has('platform', value)).map((value) => [value, value])}
        onChange={(platform) => onChange({ ...filter, platform })}
      />
      <Choice
        label="Rule"
        value={filter.code}
        options={codes.map((code) => [code, code])}
        onChange={(code) => onChange({ ...filter, code })}
      />
      <button type="button" onClick={() => onChange(EVERYTHING)} disabled={filter === EVERYTHING}>
        Clear
      </button>
    </fieldset>
  )
}

interface ChoiceProps<Value extends string> {
  readonly label: string
  readonly value: Value | ''
  readonly options: readonly (readonly [Value, string])[]
  readonly onChange: (value: Value | '') => void
}

function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
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
