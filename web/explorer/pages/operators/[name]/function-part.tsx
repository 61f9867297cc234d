import type { FunctionAnswer } from '../../../../../src/report/lookup.ts'
import { Sources } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import { fatesInWords, short } from '../../../parts/fates.ts'
import { HeatTable } from '../../../parts/heat-table.tsx'
import { Pitfalls } from './pitfalls.tsx'

/** A function, method or module of PyTorch. */
export function FunctionPart({ answer, isOne }: { readonly answer: FunctionAnswer; readonly isOne: boolean }) {
  const { name, releases, operators, backward, failingDtypes, pitfalls, mlx, sources } = answer
  const isKnown = operators.length > 0
  const rows = [
    ...(isKnown ? [{ key: 'forward', label: 'The call', fates: releases.map(({ status }) => status) }] : []),
    ...(backward
      ? [{ key: 'backward', label: 'Its gradient', fates: backward.releases.map(({ status }) => status) }]
      : []),
  ]
  return (
    <section aria-label={name}>
      {!isOne && (
        <h2>
          <code>{name}</code>
        </h2>
      )}
      <p class="lead">
        {isKnown ? `${capital(fatesInWords(releases))}.` : 'No operator is known that decides how it fares.'}{' '}
        {backward && `Its gradient: ${fatesInWords(backward.releases)}.`} <Sources sources={sources.slice(-1)} />
      </p>
      {rows.length > 0 && (
        <HeatTable
          caption={`${name} in each release of PyTorch`}
          releases={releases.map(({ torch }) => torch)}
          rows={rows}
        />
      )}
      {isKnown && <Decided by={[...new Set([...operators, ...(backward?.operators ?? [])])]} />}
      {failingDtypes.length > 0 && (
        <>
          <h2>Number types that fail on Metal</h2>
          <ul>
            {failingDtypes.map(({ dtype, releases: failing }) => (
              <li key={dtype}>
                <code>{dtype}</code>{' '}
                <span class="quiet">in PyTorch’s own tests of {failing.map(short).join(', ')}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <Pitfalls pitfalls={pitfalls} />
      {mlx !== undefined && (
        <p>
          <b>In MLX:</b>{' '}
          {mlx.name === undefined ? (
            'nothing of this kind is documented.'
          ) : (
            <>
              <code>{mlx.name}</code>
              {mlx.differs === undefined ? '.' : `, which differs: ${mlx.differs}`}
            </>
          )}
        </p>
      )}
    </section>
  )
}

function Decided({ by }: { readonly by: readonly string[] }) {
  return (
    <p>
      Decided by{' '}
      {by.map((operator, index) => (
        <>
          {index === 0 ? '' : ', '}
          <Link to={`operators/${operator.replace('::', '.').split('.').slice(0, 2).join('.')}/`}>
            <code>{operator}</code>
          </Link>
        </>
      ))}
      .
    </p>
  )
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
