// The steps of a booking that can be struck, each with what is true before it and after it, and who goes on when a
// crash strikes there.
import { step as anyStep, type Step, type Steps } from '../../../platform/failpoints.ts'

const saga = 'The recovery job, once the lease has run out:'

/**
 * In the order of a purchase and then of its cancellation, then the providers' own. Recovery is tested before and after
 * each of them.
 */
export const bookingSteps = {
  'booking.open': {
    before: 'The seats are held; nobody has been asked for money.',
    after:
      'Booking `pending` and payment `requested` are written, with the key that the provider will know it by (S0).',
    goesOn:
      'Before: the hold runs out, or the buyer confirms again. After: ' +
      `${saga.toLowerCase()} it takes the purchase ` +
      'from S1 on.',
  },
  'saga.begin-confirm': {
    before: 'The booking is written.',
    after: "The hold is `confirming` and belongs to the booking (S1): it can't expire.",
    goesOn:
      `${saga} taking the hold again changes nothing. If it has expired, the seats are reacquired ` +
      'where they can ' +
      'be had, else the booking fails.',
  },
  'saga.reacquire-hold': {
    before: 'The hold had expired before the server was back.',
    after:
      "A new hold over the same seats is `confirming`, if the public could have them; the booking doesn't name it yet.",
    goesOn: `${saga} before, it tries for the seats again; after, the same new hold is found.`,
  },
  'saga.move-booking': {
    before: 'The new hold is there.',
    after: "The booking is the new hold's.",
    goesOn: `${saga} before, it finds the new hold again; after, it goes on with it as at saga.begin-confirm.`,
  },
  'saga.authorize': {
    before: 'The seats are kept; the provider has not been asked.',
    after: 'The provider has answered, and the answer is not written down (S2).',
    goesOn:
      `${saga} it asks the provider what it has under the key, and asks for money only if that is ` +
      'nothing and no ' +
      'answer has been missed.',
  },
  'saga.lookup': {
    before: 'An earlier run may have asked for money.',
    after: 'The provider has said what it has under the key.',
    goesOn: `${saga} asking changes nothing.`,
  },
  'saga.commit': {
    before: 'The money is authorized.',
    after: 'The seats are sold (S3): from here on it goes forward.',
    goesOn: `${saga} selling them again changes nothing.`,
  },
  'saga.capture': {
    before: 'The seats are sold.',
    after: 'The money is taken, or refused for good (S4); that is not written down.',
    goesOn: `${saga} capturing again changes nothing, and a refusal is repeated.`,
  },
  'saga.complete': {
    before: 'The money is taken.',
    after: 'Booking `confirmed`, tickets and message are written (S5).',
    goesOn:
      `Before: ${saga.toLowerCase()} it writes them. After: nobody needs to; ` +
      `the buyer's repeated request gets the booking.`,
  },
  'saga.decline': {
    before: "The payment has failed and can't succeed any more.",
    after: 'The seats are held as before the purchase, or freed if their time was up.',
    goesOn: `${saga} it hears the same from the provider, and frees them again without effect.`,
  },
  'saga.void': {
    before: 'The payment is to be closed.',
    after: 'Nothing can be charged under its key any more.',
    goesOn: `${saga} closing it again changes nothing.`,
  },
  'saga.lose-payment': {
    before: 'The capture was refused for good and the key is closed; the seats are sold.',
    after: 'Payment `voided` is written: whoever goes on undoes the sale.',
    goesOn: `${saga} before, it is refused again; after, it gives the seats back without asking.`,
  },
  'saga.fail': {
    before: 'No seats are taken, and no money but what came when they were gone.',
    after: 'Booking `failed` is written, with why and with the refund owed, if any.',
    goesOn:
      `Before: ${saga.toLowerCase()} it comes to the same end. After: ` +
      'nobody needs to, unless a refund is owed: ' +
      'then the job repays it.',
  },
  'cancel.begin': {
    before: 'The booking is confirmed.',
    after: 'Booking `cancelling`, void tickets and the refund owed are written.',
    goesOn: `Before: the buyer asks again. After: ${saga.toLowerCase()} it gives back seats and money.`,
  },
  'saga.return-seats': {
    before: 'The tickets are void, or the payment is lost.',
    after: 'The seats are back: with who waits first, else on sale.',
    goesOn: `${saga} giving them back again changes nothing.`,
  },
  'undo.begin': {
    before: 'The tickets are valid, and the money is where it is.',
    after:
      'Tickets `cancelling` with what is to go back of the seats, or the booking `cancelling` with all of them; the ' +
      'refund is written and reserved, and the key leads to it.',
    goesOn: `Before: whoever asked asks again. After: ${saga.toLowerCase()} it gives back seats and money.`,
  },
  'follow.write': {
    before: 'Money has gone back at the provider without our asking; that is not written down.',
    after: 'The refund or the dispute is written, reserved, and told; ours has given way where it had to.',
    goesOn:
      "Before: the provider's message is handled again, once it is due. After: " +
      `${saga.toLowerCase()} it gives back what is still owed, if anything.`,
  },
  'saga.return-part': {
    before: 'Some tickets are void; their seats are still sold.',
    after:
      'Their seats are back: with who waits first, else on sale. The booking still says that they are on their way.',
    goesOn: `${saga} giving them back again under the same id changes nothing.`,
  },
  'saga.refund': {
    before: 'The seats are back, or were gone.',
    after: 'The provider has repaid or refused; that is not written down.',
    goesOn: `${saga} the refund has a key of its own, and is paid once however often it is asked for.`,
  },
  'saga.end-cancel': {
    before: 'The provider has answered the refund.',
    after: 'What became of the refund is written, and `cancelled` unless the booking has failed.',
    goesOn:
      `Before: ${saga.toLowerCase()} as after the refund. After: nobody, unless the refund has failed; ` +
      'then the job tries again, for a day, and after that the organizer.',
  },
  'sandbox.authorize': {
    mayDrop: true,
    before: 'The sandbox has been asked and has booked nothing.',
    after: 'It has booked the charge and not answered.',
    goesOn: `${saga} as at saga.authorize.`,
  },
  'sandbox.capture': {
    mayDrop: true,
    before: 'The sandbox has the charge authorized.',
    after: 'It has the charge captured and has not answered.',
    goesOn: `${saga} as at saga.capture.`,
  },
  'sandbox.void': {
    mayDrop: true,
    before: "The sandbox's key is open.",
    after: 'It is closed, and not answered.',
    goesOn: `${saga} as at saga.void.`,
  },
  'sandbox.refund': {
    mayDrop: true,
    before: 'The sandbox has the charge captured.',
    after: 'It has repaid it and not answered.',
    goesOn: `${saga} as at saga.refund.`,
  },
  'stripe.create-intent': {
    mayDrop: true,
    before: 'Stripe has not been asked.',
    after: 'Stripe has made a PaymentIntent, which charges nobody; its id is not written down.',
    goesOn: `${saga} it makes another; the first is never confirmed.`,
  },
  'stripe.confirm-intent': {
    mayDrop: true,
    before: "The PaymentIntent's id is written down.",
    after: 'Stripe has confirmed it and has not been heard.',
    goesOn: `${saga} it asks Stripe by the id, as at saga.authorize.`,
  },
  'stripe.refund': {
    mayDrop: true,
    before: 'Stripe has not been asked to repay.',
    after: 'Stripe is repaying and has not been heard.',
    goesOn: `${saga} as at saga.refund.`,
  },
  'stripe.look': {
    before: 'Stripe has sent a message about money that goes back; what Stripe has of the payment is not known.',
    after: 'It is known, and not written down.',
    goesOn: 'The message is handled again, once it is due: looking changes nothing.',
  },
} as const satisfies Steps

export const step: Step<keyof typeof bookingSteps> = anyStep
