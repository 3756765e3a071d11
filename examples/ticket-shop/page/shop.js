// The page: seats as they change, and a countdown that ends when the server says that the seats go back.
const element = id => document.getElementById(id)
const say = text => (element('said').textContent = text)

let order
let timer

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const answer = await response.json()
  if (!response.ok) throw Object.assign(new Error(answer.message ?? answer.code), answer)
  return answer
}

const priceOf = ({ totalMinor, currency }) => {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency })
  return format.format(totalMinor / 10 ** format.resolvedOptions().maximumFractionDigits)
}

function showSeats({ availableSeats, waitlistOpen }) {
  const left = availableSeats === 0 ? 'Sold out' : `${availableSeats} seats left`
  element('seats').textContent = waitlistOpen ? `${left}; people are waiting` : left
  element('reserve').querySelector('button').disabled = availableSeats === 0
}

/** By the seconds that the server counts: the clock of this device may be wrong. */
function showOrder(next) {
  order = next
  clearInterval(timer)
  element('order').hidden = order.status !== 'reserved'
  element('reserve').hidden = order.status === 'reserved' || order.status === 'unknown'
  if (order.status === 'paid') return showTickets()
  if (order.status === 'unknown') {
    say('The bank has not answered yet. You will not pay twice; this page looks again by itself.')
    timer = setInterval(() => void lookAgain(), 2_000)
    return
  }
  if (order.status !== 'reserved') return
  element('price').textContent = `${order.quantity} seats, ${priceOf(order)}`
  const end = performance.now() + order.secondsLeft * 1_000
  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1_000))
    element('countdown').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
    if (seconds > 0) return
    showOrder({ ...order, status: 'expired' })
    say('The time is over and the seats went back. Choose again.')
  }
  timer = setInterval(tick, 250)
  tick()
}

async function lookAgain() {
  const next = await call('GET', `/orders/${order.id}`).catch(() => order)
  if (next.status !== order.status) showOrder(next)
}

function showTickets() {
  say('Thank you! Your tickets:')
  element('tickets').replaceChildren(
    ...order.codes.map(code => Object.assign(document.createElement('li'), { textContent: code })),
  )
}

const onRefusal = error => {
  if (error.code === 'sold_out') say(error.available > 0 ? `Only ${error.available} are left.` : error.message)
  else say(error.message)
  if (error.code === 'expired' && order) showOrder({ ...order, status: 'expired' })
}

element('reserve').addEventListener('submit', event => {
  event.preventDefault()
  say('')
  const body = { email: element('email').value, quantity: Number(element('quantity').value) }
  call('POST', '/orders', body).then(showOrder, onRefusal)
})
element('pay').addEventListener('click', () => {
  // Where Stripe's form would give the id of a payment method; the sandbox has tokens.
  call('POST', `/orders/${order.id}/pay`, { token: 'tok_ok' }).then(showOrder, onRefusal)
})
element('release').addEventListener('click', () => {
  call('DELETE', `/orders/${order.id}`).then(showOrder, onRefusal)
})

const { title, availableSeats, waitlistOpen } = await call('GET', '/event')
element('title').textContent = title
document.title = title
showSeats({ availableSeats, waitlistOpen })
new EventSource('/seats').addEventListener('message', ({ data }) => showSeats(JSON.parse(data)))
