import { Fragment } from 'preact'
import type { FunctionAnswer, FunctionCase } from '../../../../../src/report/lookup.ts'
import { Sources } from '../../../../parts/sources.tsx'
import { Link } from '../../../frame/link.tsx'
import { fatesInWords, short } from '../../../parts/fates.ts'
import { HeatTable } from '../../../parts/heat-table.tsx'
import { Pitfalls } from './pitfalls.tsx'

/** A function, method or module of PyTorch. */
export function FunctionPart({ answer, isOne }: { readonly answer: FunctionAnswer; readonly isOne: boolean }) {
  const { name, releases, operators, backward, cases = [], failingDtypes, pitfalls, mlx, sources } = answer
  const isKnown = releases.some(({ status }) => status !== 'unknown')
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
        {isKnown ? `${capital(fatesInWords(releases))}.` : 'Not known: nobody has recorded what it comes down to.'}{' '}
        {backward && `Its gradient: ${fatesInWords(backward.releases)}.`} <Sources sources={sources.slice(-1)} />
      </p>
      {rows.length > 0 && (
        <HeatTable
          caption={`${name} in each release of PyTorch`}
          releases={releases.map(({ torch }) => torch)}
          rows={rows}
        />
      )}
      {operators.length > 0 && <Decided by={[...new Set([...operators, ...(backward?.operators ?? [])])]} />}
      <Cases cases={cases} />
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

/** Calls that fare otherwise because of what they are given. */
function Cases({ cases }: { readonly cases: readonly FunctionCase[] }) {
  if (cases.length === 0) return null
  return (
    <>
      <h2>It depends on the arguments</h2>
      <ul>
        {cases.map(({ what, backward, releases, operators, sources }) => (
          <li key={what}>
            If {what}
            {backward && ', its gradient'}: {fatesInWords(releases)} <Operators named={operators} />.{' '}
            <Sources sources={sources} />
          </li>
        ))}
      </ul>
    </>
  )
}

function Decided({ by }: { readonly by: readonly string[] }) {
  return (
    <p>
      Decided by <Operators named={by} />.
    </p>
  )
}

function Operators({ named }: { readonly named: readonly string[] }) {
  return named.map((operator, index) => (
    <Fragment key={operator}>
      {index === 0 ? '' : ', '}
      <Link to={`operators/${operator.replace('::', '.').split('.').slice(0, 2).join('.')}/`}>
        <code>{operator}</code>
      </Link>
    </Fragment>
  ))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
