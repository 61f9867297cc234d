import { effects } from '../../src/report/effects.ts'
import type { Finding } from '../../src/report/report.ts'
import { EFFECT_WORDS } from '../../src/render/words.ts'
import { Choice } from '../parts/choice.tsx'
import { CERTAINTIES, EVERYTHING, type Filter, PLATFORMS, REACHES } from './filter.ts'
import { REACH_WORDS } from '../parts/words.ts'

interface Props {
  readonly findings: readonly Finding[]
  /** The folders of several projects, worst first. */
  readonly projects: readonly string[]
  readonly filter: Filter
  /** Whether a key leads to the field for texts. */
  readonly hasKey: boolean
  readonly onChange: (filter: Filter) => void
}

/** The choices for what is shown; only values that some finding has are offered. */
export function Filters({ findings, projects, filter, hasKey, onChange }: Props) {
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
          placeholder={hasKey ? 'press / to search' : 'file, code, message'}
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
