/* oxlint-disable no-undef -- it is sent to the page as a text */
/** Runs in a page: notes when there is what `selector` means, and does what a reader does. */
export function watch(selector) {
  let ready
  new MutationObserver((_, observer) => {
    if (!document.querySelector(selector)) return
    ready = performance.now()
    observer.disconnect()
  }).observe(document, { childList: true, subtree: true })
  window.times = () => ({ first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime, ready })
  window.frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  window.timed = async (act) => {
    let changed = false
    const observer = new MutationObserver(() => (changed = true))
    observer.observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
    let last = performance.now()
    let longest = 0
    act()
    for (let quiet = 0; quiet < 2; quiet = changed ? 0 : quiet + 1) {
      changed = false
      // oxlint-disable-next-line no-await-in-loop -- frames come one after another
      await window.frame()
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }
    observer.disconnect()
    return longest
  }
  window.type = (text) => {
    const field = document.querySelector('input[type=search]')
    field.value = text
    field.dispatchEvent(new Event('input', { bubbles: true }))
  }
  window.choose = (label, index) => {
    const field = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.startsWith(label))
    const select = field?.querySelector('select')
    if (!select) return
    select.selectedIndex = index
    select.dispatchEvent(new Event('change', { bubbles: true }))
  }
  window.press = (words) => {
    const buttons = [...document.querySelectorAll('button')]
    buttons.find(({ textContent }) => textContent.includes(words))?.click()
  }
}
