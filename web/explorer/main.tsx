import { render } from 'preact'
import { Frame } from './frame/frame.tsx'
import { failed } from './frame/failed.tsx'
import { ShippedHere } from './frame/shipped-here.ts'
import { type Arrival, startNavigation } from './route/navigation.ts'
import { type Place, placeIn } from './route/place.ts'
import { pageAt } from './route/page-at.ts'
import type { Page } from './page-kind.ts'
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
  let arrivals = 0

  const navigation = startNavigation(root, (arrival) => void arrive(arrival))
  const here = placeIn(root, new URL(location.href))
  if (here) {
    navigation.replace(here)
    void arrive({ place: here, scroll: scrollY }).then(keepForOffline)
  }

  async function arrive({ place, scroll }: Arrival): Promise<void> {
    const arrival = ++arrivals
    const page = await pageAt(place.path, shipped).catch((error: unknown) => failed(error))
    // Somebody who was quicker than the network is elsewhere already.
    if (arrival !== arrivals) return
    show(place, page)
    if (scroll === undefined) enter(place)
    else scrollTo({ top: scroll, behavior: 'instant' })
  }

  function show(place: Place, page: Page): void {
    const { View, title, description } = page
    const ask = (query: URLSearchParams) => {
      const asked = { ...place, query }
      navigation.replace(asked)
      show(asked, page)
    }
    document.title = place.path === '' ? title : `${title} · Acclimate`
    document.querySelector('meta[name=description]')?.setAttribute('content', description)
    render(
      <ShippedHere.Provider value={shipped}>
        <Frame path={place.path}>
          <View query={place.query} ask={ask} />
        </Frame>
      </ShippedHere.Provider>,
      document.body,
    )
  }
}

/** Begins a page where it begins, for eyes, ears and keyboards. */
function enter({ fragment }: Place): void {
  const target = fragment === '' ? null : document.getElementById(decodeURIComponent(fragment.slice(1)))
  if (target) target.scrollIntoView()
  else scrollTo({ top: 0, behavior: 'instant' })
  document.getElementById('content')?.focus({ preventScroll: true })
}

/** Once there is something to read, the rest is fetched for when there is no network. Some browsers have no such worker in private windows. */
async function keepForOffline(): Promise<void> {
  await navigator.serviceWorker?.register(new URL(/* @vite-ignore */ 'sw.js', root)).catch(() => undefined)
}
