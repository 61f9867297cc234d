/**
 * Takes a page over from its plain HTML, for visitors who are quicker than its script: what they have typed stays in its field and
 * is told to the page, and what they have gone to stays in focus.
 * @param takeOver renders the page in place
 */
export function keepingTyped(takeOver: () => void): void {
  const focused = document.activeElement
  const text = isField(focused) ? focused.value : ''
  takeOver()
  if (!(focused instanceof HTMLElement) || !focused.isConnected) return
  if (document.activeElement !== focused) focused.focus({ preventScroll: true })
  if (!isField(focused) || text === '' || focused.value === text) return
  focused.value = text
  focused.dispatchEvent(new Event('input', { bubbles: true }))
  // A text that was set by a script is no change to a browser when the visitor goes on.
  const tell = () => focused.dispatchEvent(new Event('change', { bubbles: true }))
  focused.addEventListener('blur', tell, { once: true })
}

function isField(element: Element | null): element is HTMLInputElement | HTMLTextAreaElement {
  if (element instanceof HTMLTextAreaElement) return true
  return element instanceof HTMLInputElement && /^(?:text|search|number)$/.test(element.type)
}
