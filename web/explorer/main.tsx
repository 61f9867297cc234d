import { render } from 'preact'
import { failed } from './frame/failed.tsx'
import { Frame } from './frame/frame.tsx'
import { keepingTyped } from './frame/keeping-typed.ts'
import { ShippedHere } from './frame/shipped-here.ts'
import type { Page } from './page-kind.ts'
import { type Arrival, startNavigation } from './route/navigation.ts'
import { pageAt } from './route/page-at.ts'
import { type Place, placeIn } from './route/place.ts'
import { shippedBy } from './shipped.ts'
import '../parts/style/base.css'
import './style/frame.css'

/** The build puts this script into a folder of the site's root. */
const root = new URL(/* @vite-ignore */ '../', import.meta.url)

start()

/** Shows the page of the address, and from then on each one that the visitor goes to. */
function start(): void {
  const shipped = shippedBy(async (path) => {
    const response = await fetch(new URL(path, root))
    if (!response.ok) throw new Error(`${path} is not there`)
    return response.text()
  })
  // Pages stay as they were left, so that whoever comes back from elsewhere finds an audit again.
  const pages = new Map<string, Page>()
  let shown: Place | undefined
  let arrivals = 0

  keepHead()
  const navigation = startNavigation(root, (arrival) => void arrive(arrival))
  const here = placeIn(root, new URL(location.href))
  if (here) {
    navigation.replace(here)
    void arrive({ place: here, scroll: scrollY }).then(keepForOffline)
  }

  async function arrive({ place, scroll }: Arrival): Promise<void> {
    const arrival = ++arrivals
    const page = pages.get(place.path) ?? (await fetched(place.path))
    // Somebody who was quicker than the network is elsewhere already.
    if (arrival !== arrivals) return
    const isSame = shown?.path === place.path && shown.query.toString() === place.query.toString()
    if (shown === undefined) keepingTyped(() => show(place, page))
    else if (!isSame) show(place, page)
    // For measurements: from here on the page does what it is asked.
    performance.mark('acclimate-shown')
    if (scroll === undefined) enter(place)
    else if (!isSame) scrollTo({ top: scroll, behavior: 'instant' })
  }

  async function fetched(path: string): Promise<Page> {
    try {
      const page = await pageAt(path, shipped)
      pages.set(path, page)
      return page
    } catch (error) {
      return failed(error)
    }
  }

  function show(place: Place, { View, title, description }: Page): void {
    shown = place
    const ask = (query: URLSearchParams) => {
      const asked = { ...place, query, fragment: '' }
      navigation.replace(asked)
      show(asked, { View, title, description })
    }
    document.title = place.path === '' ? title : `${title} · Acclimate`
    document.querySelector('meta[name=description]')?.setAttribute('content', description)
    render(
      <ShippedHere.Provider value={shipped}>
        <Frame path={place.path}>
          <View key={place.path} query={place.query} ask={ask} />
        </Frame>
      </ShippedHere.Provider>,
      document.body,
    )
  }
}

/** Begins a page where it begins, for eyes, ears and keyboards. */
function enter({ fragment }: Place): void {
  const target = fragment === '' ? null : document.getElementById(fragment.slice(1))
  if (target) target.scrollIntoView()
  else scrollTo({ top: 0, behavior: 'instant' })
  document.getElementById('content')?.focus({ preventScroll: true })
}

/** What the head names is named from the first page; on the next one the same words would lead elsewhere. */
function keepHead(): void {
  for (const link of document.head.querySelectorAll('link')) link.href = new URL(link.href).href
}

/**
 * Once there is something to read, the rest is fetched for when there is no network. Some browsers have no such worker in
 * private windows.
 */
async function keepForOffline(): Promise<void> {
  await navigator.serviceWorker?.register(new URL(/* @vite-ignore */ 'sw.js', root)).catch(() => undefined)
}
