/** The search of the documentation, in the browser: sections that have all words, those first that have them in a heading. */
const { index: indexAddress, root } = document.currentScript.dataset
const MAX_SHOWN = 12
const box = document.querySelector('search')
const field = box.querySelector('input')
const results = box.querySelector('.results')
box.hidden = false
// Wide pages have room for the menu beside the text.
const menu = document.querySelector('nav details')
const wide = matchMedia('(min-width: 60rem)')
menu.open = wide.matches
wide.addEventListener('change', () => (menu.open = wide.matches))

let loading
field.addEventListener('focus', () => void load())
field.addEventListener('input', async () => {
  await load()
  show(found(field.value))
})
field.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape') field.value = ''
  if (key === 'Escape') show(undefined)
  if (key === 'Enter') results.querySelector('a')?.click()
})
addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.target.matches('input')) return
  event.preventDefault()
  field.focus()
})

/** The index comes when somebody is about to search. */
function load() {
  loading ??= new Promise((done) => {
    const script = document.createElement('script')
    script.src = indexAddress
    script.addEventListener('load', done)
    document.head.append(script)
  })
  return loading
}

/** What has all words; undefined where none is asked for. */
function found(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return undefined
  return globalThis.docsIndex
    .map((entry) => ({ entry, rank: rankOf(entry, words) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((left, right) => right.rank - left.rank)
    .map(({ entry }) => entry)
}

/** What stands in the heading of a section says more than what stands in its text; 0 where a word is nowhere. */
function rankOf([, , title, heading, text], words) {
  const [inTitle, inHeading, inText] = [title, heading, text].map((part) => part.toLowerCase())
  const ranks = words.map((word) =>
    inHeading.includes(word) ? 4 : inText.includes(word) ? 2 : inTitle.includes(word) ? 1 : 0,
  )
  return ranks.includes(0) ? 0 : ranks.reduce((sum, rank) => sum + rank)
}

function show(entries) {
  results.replaceChildren()
  if (entries === undefined) return
  const count = document.createElement('p')
  count.className = 'quiet'
  count.textContent = entries.length === 0 ? 'Nothing matches.' : `${entries.length} sections`
  results.append(count, ...entries.slice(0, MAX_SHOWN).map(linkTo))
}

function linkTo([page, anchor, title, heading, text]) {
  const link = document.createElement('a')
  link.href = `${root}${page}#${anchor}`
  const name = document.createElement('b')
  name.textContent = heading === title ? title : `${title}: ${heading}`
  const beginning = document.createElement('span')
  beginning.className = 'quiet'
  beginning.textContent = text.slice(0, 120)
  link.append(name, beginning)
  link.addEventListener('click', () => show(undefined))
  return link
}
