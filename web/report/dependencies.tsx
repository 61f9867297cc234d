import type { Dependency, Support } from '../../src/report/report.ts'
import { counted } from '../../src/render/terminal/page.ts'
import { placeOf } from '../../src/render/terminal/findings.ts'
import { Prose } from '../parts/prose.tsx'
import { Sources } from '../parts/sources.tsx'
import { SUPPORT_WORDS } from '../parts/words.ts'

const ORDER: readonly Support['status'][] = ['unsupported', 'partial', 'unknown', 'supported']

/** Which packages work where: those that do not work everywhere first, the others out of the way. */
export function Dependencies({ dependencies }: { readonly dependencies: readonly Dependency[] }) {
  if (dependencies.length === 0) return null
  const fine = dependencies.filter((one) => worksEverywhere(one))
  const told = dependencies
    .filter((one) => !worksEverywhere(one))
    .toSorted((left, right) => ORDER.indexOf(left.metal.status) - ORDER.indexOf(right.metal.status))
  return (
    <section aria-labelledby="packages">
      <h2 id="packages">Packages</h2>
      {told.length === 0 ? <p>All packages work on a Mac and on CUDA.</p> : <Table dependencies={told} />}
      {fine.length > 0 && (
        <details>
          <summary>{counted(fine.length, 'package')} that work on a Mac and on CUDA</summary>
          <Table dependencies={fine} />
        </details>
      )}
    </section>
  )
}

function worksEverywhere({ metal, cuda }: Dependency): boolean {
  return metal.status === 'supported' && cuda.status === 'supported'
}

function Table({ dependencies }: { readonly dependencies: readonly Dependency[] }) {
  return (
    <div class="scroll" role="region" aria-label="Packages" tabIndex={0}>
      <table class="packages">
        <thead>
          <tr>
            <th scope="col">Package</th>
            <th scope="col">On a Mac</th>
            <th scope="col">On CUDA</th>
          </tr>
        </thead>
        <tbody>
          {alike(dependencies).map((members, index) => (
            <tr key={index}>
              <th scope="row">
                {members.map((one, place) => (
                  <Name key={place} dependency={one} />
                ))}
              </th>
              {members[0] && <SupportCell label="On a Mac" support={members[0].metal} />}
              {members[0] && <SupportCell label="On CUDA" support={members[0].cuda} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Packages of which the same is known stand together. */
function alike(dependencies: readonly Dependency[]): readonly (readonly Dependency[])[] {
  const groups = new Map<string, Dependency[]>()
  for (const one of dependencies) {
    const known = JSON.stringify([one.metal, one.cuda])
    groups.set(known, [...(groups.get(known) ?? []), one])
  }
  return [...groups.values()]
}

/** The package, the version that was settled on, and who asks for it how. */
function Name({ dependency: { name, version, requirement, scope, sites } }: { readonly dependency: Dependency }) {
  const own = requirement === name || requirement === `${name}==${version}` ? undefined : requirement
  return (
    <div class="package">
      <code>{version === undefined ? name : `${name} ${version}`}</code>
      <span class="quiet">
        {own !== undefined && <code>{own}, </code>}
        {scope}
        {sites[0] && `, ${placeOf(sites[0])}`}
        {sites.length > 1 && ` and ${counted(sites.length - 1, 'more place')}`}
      </span>
    </div>
  )
}

interface CellProps {
  /** What the column is called, for narrow screens, which have no columns. */
  readonly label: string
  readonly support: Support
}

function SupportCell({ label, support: { status, note, sources } }: CellProps) {
  return (
    <td data-label={label}>
      <span class={`chip support-${status}`}>{SUPPORT_WORDS[status]}</span>{' '}
      {note !== undefined && <Prose text={note} />} <Sources sources={sources} />
    </td>
  )
}
