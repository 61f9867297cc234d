import type { Dependency, Support } from '../src/report/report.ts'
import { counted } from '../src/render/terminal/page.ts'
import { placeOf } from '../src/render/terminal/findings.ts'
import { Sources } from './sources.tsx'
import { SUPPORT_WORDS } from './words.ts'

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
          {dependencies.map((dependency, index) => (
            <tr key={index}>
              <NameCell dependency={dependency} />
              <SupportCell support={dependency.metal} />
              <SupportCell support={dependency.cuda} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** The package, the version that was settled on, and who asks for it how. */
function NameCell({ dependency: { name, version, requirement, scope, sites } }: { readonly dependency: Dependency }) {
  const own = requirement === name || requirement === `${name}==${version}` ? undefined : requirement
  return (
    <th scope="row">
      <code>{version === undefined ? name : `${name} ${version}`}</code>
      <span class="quiet">
        {own !== undefined && <code>{own}, </code>}
        {scope}
        {sites[0] && `, ${placeOf(sites[0])}`}
        {sites.length > 1 && ` and ${counted(sites.length - 1, 'more place')}`}
      </span>
    </th>
  )
}

function SupportCell({ support: { status, note, sources } }: { readonly support: Support }) {
  return (
    <td>
      <span class={`chip support-${status}`}>{SUPPORT_WORDS[status]}</span>
      {note !== undefined && <span> {note}</span>} <Sources sources={sources} />
    </td>
  )
}
