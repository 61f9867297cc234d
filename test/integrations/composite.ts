import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

export interface Step {
  readonly id?: string
  readonly name?: string
  readonly if?: string
  readonly run?: string
  readonly uses?: string
  readonly with?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly 'working-directory'?: string
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>
  readonly outputs: Readonly<Record<string, { readonly value: string }>>
  readonly runs: { readonly using: string; readonly steps: readonly Step[] }
}

/** What came of an action. */
export interface Outcome {
  /** The exit code of the step that ended it; 0 where all went well. */
  readonly code: number
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** What its steps printed. */
  readonly log: string
  /** Actions of others that it would have run, with what they would have been given. */
  readonly used: readonly Pick<Step, 'uses' | 'with'>[]
}

/**
 * Runs a composite action as GitHub does: each step in a shell of its own, expressions filled in, outputs and summary by files.
 * Of the language of expressions it knows what such an action needs: `inputs.x`, `steps.x.outputs.y`, `runner.temp` and `==`.
 * Actions of others are not run.
 *
 * @param workspace - the checkout in which the steps begin
 * @param temporary - `runner.temp`, an empty folder
 */
export function runAction(
  file: string,
  workspace: string,
  temporary: string,
  given: Readonly<Record<string, string>>,
): Outcome {
  const action: Action = parse(readFileSync(file, 'utf8'))
  const names = new Map<string, string>([['runner.temp', temporary]])
  for (const [name, input] of Object.entries(action.inputs)) names.set(`inputs.${name}`, given[name] ?? input.default)
  const summaryFile = join(temporary, 'summary')
  mkdirSync(temporary, { recursive: true })
  writeFileSync(summaryFile, '')
  const used: Pick<Step, 'uses' | 'with'>[] = []
  let code = 0
  let log = ''
  for (const [index, step] of action.runs.steps.entries()) {
    if (code !== 0 || (step.if !== undefined && !holds(step.if, names))) continue
    if (step.run === undefined) {
      used.push({ ...(step.uses && { uses: step.uses }), with: filledIn(step.with ?? {}, names) })
      continue
    }
    const outputFile = join(temporary, `output-${index}`)
    writeFileSync(outputFile, '')
    const ended = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', filled(step.run, names)], {
      cwd: step['working-directory'] === undefined ? workspace : filled(step['working-directory'], names),
      encoding: 'utf8',
      env: {
        ...process.env,
        RUNNER_TEMP: temporary,
        GITHUB_OUTPUT: outputFile,
        GITHUB_STEP_SUMMARY: summaryFile,
        ...filledIn(step.env ?? {}, names),
      },
    })
    code = ended.status ?? 1
    log += ended.stdout + ended.stderr
    for (const line of readFileSync(outputFile, 'utf8').split('\n').filter(Boolean)) {
      const [name, ...value] = line.split('=')
      names.set(`steps.${step.id}.outputs.${name}`, value.join('='))
    }
  }
  const values = Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, names)])
  return { code, outputs: Object.fromEntries(values), summary: readFileSync(summaryFile, 'utf8'), log, used }
}

function filledIn(texts: Readonly<Record<string, string>>, names: ReadonlyMap<string, string>) {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, filled(text, names)]))
}

function filled(text: string, names: ReadonlyMap<string, string>): string {
  return text.replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, name: string) => names.get(name) ?? '')
}

function holds(condition: string, names: ReadonlyMap<string, string>): boolean {
  const match = /^\$\{\{ ([\w.-]+) == '([^']*)' \}\}$/.exec(condition)
  if (!match) throw new Error(`a condition that this cannot judge: ${condition}`)
  const [, name = '', wanted] = match
  return names.get(name) === wanted
}
