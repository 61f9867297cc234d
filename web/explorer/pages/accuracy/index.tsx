import type { ComponentChildren } from 'preact'
import judged from '../../../../docs/accuracy/judged-findings.md?raw'
import newest from '../../../../docs/accuracy.md?raw'
import type { Claim } from '../../../../src/knowledge/claims.ts'
import { Prose } from '../../../parts/prose.tsx'
import type { PageKind, Question } from '../../page-kind.ts'
import { ClaimList } from '../../parts/claim-list.tsx'
import { FilterBar } from '../../parts/filter-bar.tsx'
import { useRows } from '../../parts/more-rows.tsx'
import { addressOf, byKind, commitsIn } from './judged.ts'
import { sectionsOf, type Table } from './tables.ts'
import '../../../parts/style/findings.css'
import '../../../parts/style/tables.css'
import '../../style/knowledge.css'

const SECTIONS = [newest, judged].flatMap(sectionsOf)

/** How often Acclimate is right, with every finding that was judged. */
export const page = {
  async load(_params, shipped) {
    const { claims } = await shipped.knowledge('claims')
    return {
      title: 'How often Acclimate is right',
      description:
        'The share of right findings, judged on repositories that nobody had developed on, with every judged finding; and claims about CUDA and Metal, checked.',
      View: (question) => <Accuracy claims={claims} question={question} />,
    }
  },
} satisfies PageKind

function Accuracy({ claims, question }: { readonly claims: readonly Claim[]; readonly question: Question }) {
  const result = sectionNamed('Result')
  const findings = sectionNamed('The findings')?.tables[0]
  const all = result?.tables[0]?.rows.find(([name]) => name === 'all')
  return (
    <>
      <h1>How often Acclimate is right</h1>
      {all !== undefined && (
        <p class="lead">
          Of {all[1]} findings in repositories that it had never seen, {all[2]} were true.
        </p>
      )}
      {['The newest looks', 'What counts as right', 'What was measured', 'Result', 'All draws'].map((title) => {
        const section = sectionNamed(title)
        if (section === undefined) return null
        return (
          <section key={title}>
            <h2>{title}</h2>
            {section.text.map((paragraph) => (
              <p key={paragraph}>
                <Prose text={paragraph.replaceAll('**', '')} />
              </p>
            ))}
            {section.tables.map((table, index) => (
              <Figures
                key={index}
                caption={section.tables.length > 1 ? `${title}, table ${index + 1}` : title}
                table={table}
              />
            ))}
          </section>
        )
      })}
      {findings !== undefined && (
        <>
          <section>
            <h2>By kind of finding</h2>
            <Figures caption="How often findings of each kind were true" table={byKind(findings)} />
          </section>
          <Judged
            findings={findings}
            commits={commitsIn(sectionNamed('What was measured')?.tables[0])}
            question={question}
          />
        </>
      )}
      <h2>Claims, checked</h2>
      <ClaimList claims={claims} />
    </>
  )
}

function sectionNamed(title: string) {
  return SECTIONS.find((section) => section.title === title)
}

interface JudgedProps {
  readonly findings: Table
  readonly commits: ReadonlyMap<string, string>
  readonly question: Question
}

/** Every finding of the last draw, to be disputed: each place leads to the line that was judged. */
function Judged({ findings: table, commits, question }: JudgedProps) {
  const wanted = (question.query.get('q') ?? '').toLowerCase()
  const verdict = question.query.get('verdict')
  const rows = table.rows.filter(
    (row) =>
      row.some((cell) => cell.toLowerCase().includes(wanted)) &&
      (verdict === null || (row[4] ?? '').startsWith(verdict)),
  )
  const { shown, more } = useRows(rows)
  return (
    <section>
      <h2>Every judged finding</h2>
      <FilterBar
        title="Which findings"
        question={question}
        result={`${rows.length} of ${table.rows.length}`}
        fields={[
          { name: 'q', label: 'Repository, file or code' },
          {
            name: 'verdict',
            label: 'Judged',
            options: [
              ['', 'anything'],
              ['true', 'true'],
              ['false', 'false'],
            ],
          },
        ]}
      />
      <Figures
        caption="Findings and their verdicts"
        table={{ ...table, rows: shown }}
        addressOf={(row) => addressOf(row, commits)}
      />
      {more}
    </section>
  )
}

interface FiguresProps {
  readonly caption: string
  readonly table: Table
  /** Where the second cell of a row leads. */
  readonly addressOf?: (row: readonly string[]) => string | undefined
}

function Figures({ caption, table: { head, rows }, addressOf: to }: FiguresProps) {
  return (
    <div class="scroll below" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class="hidden">{caption}</caption>
        <thead>
          <tr>
            {head.map((cell, index) => (
              <th key={index} scope="col">
                {cell === '' ? 'said to be' : cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    <Prose text={cell} />
                  </th>
                ) : (
                  <td key={column} data-label={head[column]}>
                    <Away to={column === 1 ? to?.(row) : undefined}>
                      <Prose text={cell} />
                    </Away>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Away({ to, children }: { readonly to: string | undefined; readonly children: ComponentChildren }) {
  if (to === undefined) return <>{children}</>
  return (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  )
}
