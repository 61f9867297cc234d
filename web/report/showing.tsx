import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { EVERYTHING, type Filter } from './filter.ts'
import { filterIn, hashOf } from './filter-hash.ts'

/** What of the findings is shown, and how to show something else. */
export interface Showing {
  readonly filter: Filter
  readonly show: (filter: Filter) => void
  /** Whether what is shown stands in the address of the page, so that it can be sent to others. */
  readonly isInAddress: boolean
}

export const ShowingNow = createContext<Showing>({ filter: EVERYTHING, show: () => {}, isInAddress: false })

/**
 * What is shown of the findings.
 *
 * @param isInAddress - whether the address of the page says it: not of a page that has other uses for it
 */
export function useShowing(isInAddress: boolean): Showing {
  const [filter, setFilter] = useState(() => (isInAddress ? (filterIn(location.hash) ?? EVERYTHING) : EVERYTHING))
  useEffect(() => {
    if (!isInAddress) return undefined
    const follow = () => {
      const asked = filterIn(location.hash)
      if (asked === undefined) return
      setFilter(asked)
      scrollToFindings()
    }
    // The browser has looked for it before there was anything to find.
    if (filterIn(location.hash) !== undefined) scrollToFindings()
    addEventListener('hashchange', follow)
    return () => removeEventListener('hashchange', follow)
  }, [isInAddress])
  const show = (next: Filter) => {
    setFilter(next)
    if (isInAddress) remember(next)
  }
  return { filter, show, isInAddress }
}

/** A link that shows some of the findings. */
export function ShowFindings({
  filter,
  children,
}: {
  readonly filter: Partial<Filter>
  readonly children: ComponentChildren
}) {
  const { show, isInAddress } = useContext(ShowingNow)
  const asked = { ...EVERYTHING, ...filter }
  return isInAddress ? (
    <a href={hashOf(asked)}>{children}</a>
  ) : (
    <a href="#findings" onClick={() => show(asked)}>
      {children}
    </a>
  )
}

function scrollToFindings(): void {
  document.getElementById('findings')?.scrollIntoView()
}

function remember(filter: Filter): void {
  try {
    history.replaceState(null, '', hashOf(filter))
  } catch {
    // A page inside another one may have no address of its own; browsers refuse, too, what comes too often.
  }
}
