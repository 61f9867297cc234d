import { addressOf, type Place, placeIn } from './place.ts'

/** Where the visitor comes to: by a link or a form, or back to where they were scrolled to. */
export interface Arrival {
  readonly place: Place
  /** Where a page was scrolled to when it was left; absent for one that is entered at its top. */
  readonly scroll?: number
}

/** The address bar, as far as the site is concerned. */
export interface Navigation {
  readonly go: (place: Place) => void
  /** Changes the address without going anywhere. */
  readonly replace: (place: Place) => void
}

/** Follows links, forms and the buttons of the browser within the site; what leads out of it is the browser's. */
export function startNavigation(root: URL, arrive: (arrival: Arrival) => void): Navigation {
  history.scrollRestoration = 'manual'
  const go = (place: Place) => {
    history.replaceState({ scroll: scrollY }, '')
    history.pushState(null, '', addressOf(root, place))
    arrive({ place })
  }
  addEventListener('popstate', ({ state }) => {
    const place = placeIn(root, new URL(location.href))
    if (place) arrive({ place, scroll: Number(state?.scroll ?? 0) })
  })
  document.addEventListener('click', (event) => {
    const place = placeOfClick(root, event)
    if (!place) return
    event.preventDefault()
    go(place)
  })
  document.addEventListener('submit', (event) => {
    const place = placeOfForm(root, event)
    if (!place) return
    event.preventDefault()
    go(place)
  })
  return { go, replace: (place) => history.replaceState(history.state, '', addressOf(root, place)) }
}

/** Where a click leads within the site; undefined where the browser shall do what it does. */
function placeOfClick(root: URL, event: MouseEvent): Place | undefined {
  const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented, target } = event
  if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return undefined
  const link = target instanceof Element ? target.closest('a[href]') : null
  if (!(link instanceof HTMLAnchorElement) || link.target !== '' || link.download !== '') return undefined
  const address = new URL(link.href)
  const isOnThisPage =
    address.hash !== '' && address.pathname === location.pathname && address.search === location.search
  return isOnThisPage ? undefined : placeIn(root, address)
}

/** Where a form leads: its answers are the question in the address. */
function placeOfForm(root: URL, { defaultPrevented, target }: SubmitEvent): Place | undefined {
  if (defaultPrevented || !(target instanceof HTMLFormElement) || target.method !== 'get') return undefined
  const address = new URL(target.action)
  for (const [name, value] of new FormData(target)) address.searchParams.set(name, String(value))
  return placeIn(root, address)
}
