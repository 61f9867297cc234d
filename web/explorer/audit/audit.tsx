import { useEffect, useState } from 'preact/hooks'
import { Link } from '../frame/link.tsx'
import type { Question } from '../page-kind.ts'
import { Giving, type Start } from './giving.tsx'
import type { Given } from './messages.ts'
import type { Run, Stage } from './run.ts'
import { ShownReport } from './shown-report.tsx'

interface Props extends Question {
  readonly run: Run
}

/** The audit: what is given, what is being done with it, and what came of it. */
export function Audit({ run, query, ask }: Props) {
  const stage = useStage(run)
  const asOf = query.get('as-of') ?? undefined
  const wantsExample = query.has('example')
  useEffect(() => {
    if (wantsExample && run.subject() !== 'example') void run.start('example', gatherExample, asOf)
  }, [wantsExample])
  const forgetExample = () => {
    const rest = new URLSearchParams(query)
    rest.delete('example')
    if (wantsExample) ask(rest)
  }
  const start: Start = (gather) => {
    void run.start('own', gather, asOf)
    forgetExample()
  }
  const clear = () => {
    run.clear()
    forgetExample()
  }
  if (stage.kind === 'done') return <ShownReport report={stage.report} took={stage.took} onClear={clear} />
  return (
    <>
      <h1>Audit a project</h1>
      <p>
        What happens to it on a Mac and on CUDA, line by line, with sources. It is read by this page, on your own
        machine: nothing is sent, and nothing of it is executed.
      </p>
      {stage.kind === 'running' ? <Running stage={stage} onCancel={clear} /> : <Giving start={start} />}
      {(stage.kind === 'problem' || stage.kind === 'bug') && <Problem stage={stage} />}
      <p>
        Nothing at hand? <Link to="audit/?example">Audit a small example.</Link>
      </p>
      <h2>What a browser cannot do</h2>
      <ul class="limits">
        <li>
          Ask anybody. Packages that nothing is known of stay unknown; <code>acclimate audit --online</code> asks your
          package index, and <code>--resolve</code> your uv.
        </li>
        <li>
          Use git. A repository is read as its files stand; get it as a .zip from where it is hosted, or clone it first.
        </li>
        <li>
          Change files, or run them. <code>acclimate port</code> writes the edits and <code>acclimate rehearse</code>{' '}
          runs your program.
        </li>
      </ul>
      <p class="quiet">
        <code>.gitignore</code>, <code>acclimate.toml</code> and remarks in the code count as they do on disk.
      </p>
    </>
  )
}

async function gatherExample(): Promise<Given> {
  const { example } = await import('./example.ts')
  return example
}

function Running({ stage, onCancel }: { readonly stage: Stage & { kind: 'running' }; readonly onCancel: () => void }) {
  return (
    <div class="giving running">
      <p class="invitation" role="status">
        Auditing
      </p>
      <progress aria-label="Auditing" />
      <p class="quiet what">{stage.what}</p>
      <button type="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  )
}

function Problem({ stage: { kind, message } }: { readonly stage: Stage & { kind: 'problem' | 'bug' } }) {
  return (
    <div class="problem" role="alert">
      <p>{kind === 'bug' ? 'This is a bug in Acclimate; please report it with these lines.' : message}</p>
      {kind === 'bug' && <pre>{message}</pre>}
    </div>
  )
}

function useStage({ stage, onStage }: Run): Stage {
  const [, setCount] = useState(0)
  useEffect(() => onStage(() => setCount((count) => count + 1)), [])
  return stage()
}
