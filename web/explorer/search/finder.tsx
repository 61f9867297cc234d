import { useAddress } from '../frame/link.tsx'

/** A field that takes the name of anything known, and leads to what is known of it. */
export function Finder() {
  const address = useAddress()
  return (
    <form class="finder" role="search" method="get" action={address('search/')}>
      <label>
        A library, an operator, a call, a model or a machine
        <input type="search" name="q" autocomplete="off" placeholder="flash-attn, aten::linalg_qr, M4 Max …" />
      </label>
      <button>Find</button>
    </form>
  )
}
