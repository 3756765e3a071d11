// The demo's events: believable, invented, from next week to half a year ahead.
import { child, earlyBird, free, general, on, student, vip, type DemoEvent } from './demo-event.ts'

/**
 * By date. The last one must be on sale: it is made last and can't be deleted, and so tells that all the others were
 * made.
 */
export const demoEvents: readonly DemoEvent[] = [
  {
    name: 'cellar-jazz',
    venue: 'laterne',
    title: 'Cellar Jazz: The Late Trio',
    category: 'music',
    tags: ['jazz', 'live', 'intimate'],
    when: on(3, 'fri', '21:00', 2.5),
    capacity: 12,
    tickets: [general(1800, 2)],
    description:
      'Piano, bass and brushes, close enough to hear the pedals. Twelve chairs, two sets and a break for a ' +
      'glass of wine. Come ' +
      'early: the door closes with the first note.',
  },
  {
    name: 'open-mic',
    venue: 'copperlight',
    title: 'Open Mic at the Copperlight',
    category: 'comedy',
    tags: ['stand-up', 'newcomers', 'free'],
    when: on(4, 'tue', '19:30', 2.5),
    capacity: 80,
    tickets: [free(4)],
    description:
      'Ten comedians, seven minutes each, and a gong for the eighth. Some try new jokes, some try any jokes for ' +
      'the first time. ' +
      'Entry is free, laughter is welcome.',
  },
  {
    name: 'sourdough',
    venue: 'loods',
    title: 'Sourdough from Scratch',
    category: 'workshop',
    tags: ['baking', 'hands-on', 'beginners'],
    when: on(6, 'sat', '10:00', 5),
    capacity: 8,
    tickets: [general(7900, 2)],
    description:
      'Feed a starter, fold a dough and bake your first loaf in a day. ' +
      'All you need is an apron and some patience; flour, tools ' +
      'and lunch are here. You take home a warm bread and a jar of starter.',
  },
  {
    name: 'puppet-moon',
    venue: 'brana',
    title: 'The Moon Who Lost Her Hat',
    category: 'family',
    tags: ['puppets', 'children', 'matinee'],
    when: on(7, 'sun', '15:00', 1.25),
    capacity: 90,
    tickets: [general(32000), child(18000)],
    description:
      'A puppet play about a very cold moon and the fox who knits. ' +
      'Told with light, string and hardly any words, so that every ' +
      'language understands it. For children from four, with a look backstage afterwards.',
  },
  {
    name: 'silent-film',
    venue: 'verriere',
    title: 'Silent Film, Loud Organ',
    category: 'film',
    tags: ['classic', 'live-music', 'silent-film'],
    when: on(9, 'thu', '20:30', 2),
    capacity: 140,
    tickets: [general(1400), student(900)],
    description:
      'A comedy from the twenties on the big screen, with a live score improvised on the organ. ' +
      'A short introduction tells how ' +
      'the chases were filmed. Intertitles in French and English.',
  },
  {
    name: 'night-run',
    venue: 'tarongers',
    title: 'Harbour Night Run 10K',
    category: 'sport',
    tags: ['running', '10k', 'outdoor'],
    when: on(11, 'sat', '21:30', 3),
    capacity: 900,
    tickets: [
      { name: 'Runner', priceMinor: 2600, maxPerUser: 4 },
      { name: 'Spectator Terrace', priceMinor: 500, capacity: 120 },
    ],
    description:
      'Ten flat kilometres along the water, lit by lanterns and finished before midnight. ' +
      'Chip timing, water at every third ' +
      'kilometre and oranges at the end. Start and finish are in front of the hall.',
  },
  {
    name: 'chamber-strings',
    venue: 'hirsch',
    title: 'Strings by Candlelight',
    category: 'music',
    tags: ['classical', 'chamber-music', 'quartet'],
    when: on(13, 'fri', '19:30', 2),
    capacity: 180,
    tickets: [general(3800), student(1600, 40), vip(7200, 20)],
    description:
      'A young quartet plays two late masterpieces and one piece so new that the ink is wet. ' +
      'The hall is lit by candles alone. ' +
      'VIP seats are in the first two rows and come with a glass of sparkling wine.',
  },
  {
    name: 'fermentation',
    venue: 'nordlyset',
    title: 'Kimchi, Kraut and Kombucha',
    category: 'food',
    tags: ['fermentation', 'tasting', 'hands-on'],
    when: on(15, 'sun', '11:00', 4),
    capacity: 16,
    tickets: [general(59500, 2)],
    description:
      'Three ferments, three jars, one very lively afternoon. Learn what salt, time and temperature do, and ' +
      'taste the results at ' +
      'every age. Everything is vegetarian, and the jars go home with you.',
  },
  {
    name: 'improv',
    venue: 'lantern',
    title: 'Nothing Is Written: Improv Night',
    category: 'comedy',
    tags: ['improv', 'late-night'],
    when: on(16, 'fri', '20:00', 2),
    capacity: 110,
    tickets: [general(2400), student(1500)],
    description:
      'Six players, one suggestion, ninety minutes that nobody has seen before or will again. ' +
      'You supply the first word and the ' +
      'last line. The bar is open throughout.',
  },
  {
    name: 'linocut',
    venue: 'speicher',
    title: 'Linocut for Beginners',
    category: 'workshop',
    tags: ['printmaking', 'art', 'beginners'],
    when: on(18, 'sat', '13:00', 4),
    capacity: 10,
    tickets: [general(6500, 2)],
    description:
      'Draw it, carve it, print it: a small picture of your own in an afternoon. ' +
      'Tools, paper and plasters are provided. You ' +
      'leave with ten prints and an idea for the next one.',
  },
  {
    name: 'fado',
    venue: 'mare',
    title: 'Fado on the Quay',
    category: 'music',
    tags: ['fado', 'live', 'acoustic'],
    when: on(20, 'thu', '21:30', 2),
    capacity: 60,
    tickets: [general(2200, 6), vip(4500, 12)],
    description:
      'One voice, two guitars and the river outside the window. Songs of farewell and of coming back, without a ' +
      'microphone. VIP ' +
      'tables are beside the stage and include a plate of cheese and olives.',
  },
  {
    name: 'indie-double',
    venue: 'glasfabrik',
    title: 'Paper Satellites + Low Tide Radio',
    category: 'music',
    tags: ['indie', 'rock', 'double-bill'],
    when: on(22, 'sat', '20:00', 3.5),
    capacity: 450,
    tickets: [general(2900, 6), vip(5900, 30)],
    description:
      'Two guitar bands who share a drummer and one good van. Expect loud choruses, quiet confessions and a ' +
      'cover nobody guesses. ' +
      'VIP tickets open the gallery with its own bar.',
  },
  {
    name: 'watercolour',
    venue: 'seewerk',
    title: 'Watercolour at the Lake',
    category: 'art',
    tags: ['painting', 'outdoor', 'beginners'],
    when: on(24, 'sun', '09:30', 3),
    capacity: 14,
    tickets: [general(8500, 2)],
    description:
      'Learn to leave things out: water, sky and one boat in three washes. ' +
      'We paint outside on the jetty, or behind the big ' +
      'windows if it rains. Paper, brushes and colours are included.',
  },
  {
    name: 'kitchen-table',
    venue: 'laterne',
    title: 'The Kitchen Table: Supper for Five',
    category: 'food',
    tags: ['dinner', 'seasonal', 'intimate'],
    when: on(26, 'thu', '19:00', 3.5),
    capacity: 5,
    tickets: [general(9500, 2)],
    waitlistPolicy: { order: 'skip', skipMax: 3 },
    description:
      'Five guests, five courses, one cook who tells you where everything grew. ' +
      'The menu is whatever the market had that morning. ' +
      'Tell us about allergies when you book.',
  },
  {
    name: 'hamlet-in-an-hour',
    venue: 'copperlight',
    title: 'Hamlet in an Hour',
    category: 'theatre',
    tags: ['drama', 'classic', 'matinee'],
    when: on(28, 'sat', '14:30', 1),
    capacity: 95,
    tickets: [general(2200), student(1200)],
    description:
      'The whole tragedy with four actors, one skull and a kitchen timer. ' +
      'It is faster, funnier and at the end every bit as sad. ' +
      'Suitable from the age of twelve.',
  },
  {
    name: 'science-saturday',
    venue: 'glasfabrik',
    title: 'Science Saturday: Bubbles, Bangs and Slime',
    category: 'family',
    tags: ['science', 'children', 'hands-on'],
    when: on(30, 'sat', '11:00', 3),
    capacity: 150,
    tickets: [general(900), child(500), { name: 'Family of Four', priceMinor: 2200, capacity: 30, maxPerUser: 1 }],
    description:
      'Twenty tables with experiments that children do themselves. Nothing is dangerous, much is sticky, all of ' +
      'it is explained. ' +
      'For ages six to twelve; grown-ups hold the coats.',
  },
  {
    name: 'short-film-night',
    venue: 'nordlyset',
    title: 'Nine Short Films from the North',
    category: 'film',
    tags: ['short-film', 'documentary', 'subtitled'],
    when: on(33, 'wed', '19:00', 2.5),
    capacity: 120,
    tickets: [general(11000), student(7500)],
    description:
      'Nine films of under fifteen minutes: a ferry, a feud about a fence, a winter without snow. ' +
      'Two of the directors answer ' +
      'questions afterwards. All films have English subtitles.',
  },
  {
    name: 'tea-ceremony',
    venue: 'suigetsu',
    title: 'An Hour of Tea',
    category: 'food',
    tags: ['tea', 'tradition', 'intimate'],
    when: on(35, 'sun', '14:00', 1),
    capacity: 6,
    tickets: [general(5500, 2)],
    description:
      'A quiet introduction to the tea ceremony for six guests. You watch one bowl being made, then whisk your ' +
      'own. Explained in ' +
      'Japanese and English.',
  },
  {
    name: 'table-tennis',
    venue: 'speicher',
    title: 'Warehouse Table Tennis Open',
    category: 'sport',
    tags: ['table-tennis', 'tournament', 'amateur'],
    when: on(38, 'sun', '10:00', 8),
    capacity: 96,
    tickets: [
      { name: 'Player', priceMinor: 1500, capacity: 64, maxPerUser: 1 },
      { name: 'Spectator', priceMinor: 400 },
    ],
    description:
      'Sixty-four players, eight tables and a wooden cup. Everybody plays at least four matches, whatever the ' +
      'result. Bring shoes ' +
      'with light soles; bats can be borrowed.',
  },
  {
    name: 'modern-dance',
    venue: 'verriere',
    title: 'Gravity, Again',
    category: 'theatre',
    tags: ['dance', 'contemporary', 'premiere'],
    when: on(42, 'fri', '20:00', 1.5),
    capacity: 210,
    tickets: [general(3200), student(1500, 50), vip(6500, 16)],
    description:
      'Seven dancers and a floor that slowly tilts. What begins as a waltz becomes a climb, and nobody leaves ' +
      'anybody behind. VIP ' +
      'guests meet the company after the première.',
  },
  {
    name: 'typescript-day',
    venue: 'glasfabrik',
    title: 'Types in the Wild: A One-Day Conference',
    category: 'conference',
    tags: ['technology', 'typescript', 'software'],
    when: on(45, 'thu', '09:00', 9),
    capacity: 320,
    tickets: [
      earlyBird(14900, 80, 21),
      general(21900, 10),
      student(4900, 30),
      { name: 'Talks and Workshop', priceMinor: 38900, capacity: 40, maxPerUser: 2 },
    ],
    description:
      'Eight talks about types that earned their keep: in parsers, payment systems and a very old train ' +
      'timetable. Coffee and ' +
      'lunch are included. The afternoon workshop turns an untyped service into a typed one.',
  },
  {
    name: 'ramen',
    venue: 'suigetsu',
    title: 'Ramen: Broth, Noodles, Patience',
    category: 'workshop',
    tags: ['cooking', 'hands-on', 'noodles'],
    when: on(48, 'sat', '11:00', 5),
    capacity: 12,
    tickets: [general(12800, 2)],
    description:
      'Roll noodles, season an egg and learn what twelve hours do to a broth; ' +
      'we started it for you the night before. Lunch is ' +
      'what you have made. A vegetarian pot is always on the stove.',
  },
  {
    name: 'stand-up-gala',
    venue: 'tallow',
    title: 'Last Laugh on the Wharf: Stand-up Gala',
    category: 'comedy',
    tags: ['stand-up', 'gala'],
    when: on(52, 'sat', '20:00', 3),
    capacity: 600,
    tickets: [general(3500, 8), vip(8500, 40)],
    description:
      'Five headliners, one host and a view over the river in the interval. ' +
      'The order is drawn from a bucket in front of the ' +
      'audience. VIP seats include the interval drink and a place near the bucket.',
  },
  {
    name: 'big-band',
    venue: 'lantern',
    title: 'Big Band Sunday',
    category: 'music',
    tags: ['jazz', 'swing', 'dancing'],
    when: on(56, 'sun', '17:00', 3),
    capacity: 260,
    tickets: [general(3800, 6), student(1800, 60)],
    description:
      'Eighteen players, a floor made for dancing and a lesson in the first half-hour for everybody with two ' +
      'left feet. Swing ' +
      'from the first chorus to the last. No partner needed.',
  },
  {
    name: 'climate-forum',
    venue: 'tallow',
    title: 'Cities After Rain: Climate Forum',
    category: 'conference',
    tags: ['climate', 'urban-planning', 'science'],
    when: on(60, 'wed', '09:30', 8),
    capacity: 400,
    tickets: [earlyBird(19500, 100, 28), general(27500, 10), student(6000, 50)],
    description:
      'Planners, engineers and gardeners on how a city learns to drink its own storms. ' +
      'Talks in the morning, site visits in the ' +
      'afternoon. Lunch is included, umbrellas are not.',
  },
  {
    name: 'ceramics',
    venue: 'tarongers',
    title: 'First Turns: An Evening at the Wheel',
    category: 'workshop',
    tags: ['ceramics', 'hands-on', 'beginners'],
    when: on(63, 'wed', '18:00', 3),
    capacity: 9,
    tickets: [general(5900, 1)],
    description:
      'Centre the clay, open it, lift the wall; then do it again, better. ' +
      'Two pieces of yours are glazed and fired. Pick them up ' +
      'three weeks later or have them sent.',
  },
  {
    name: 'opera-brunch',
    venue: 'hirsch',
    title: 'Opera for Breakfast',
    category: 'music',
    tags: ['opera', 'brunch', 'classical'],
    when: on(70, 'sun', '10:30', 2.5),
    capacity: 130,
    tickets: [earlyBird(3900, 40, 21), general(4900), child(1900)],
    description:
      'Arias between the coffee and the pancakes, sung from the balcony, the stairs and now and then your ' +
      'table. A conductor ' +
      'explains what everyone is so upset about. Breakfast is included.',
  },
  {
    name: 'street-photography',
    venue: 'mare',
    title: 'Walking Slowly: Street Photography',
    category: 'art',
    tags: ['photography', 'walk', 'outdoor'],
    when: on(77, 'sat', '09:00', 4),
    capacity: 15,
    tickets: [general(4800, 2), student(3000, 5)],
    description:
      'A morning walk through the old docks with long pauses. We talk about light, distance and asking before ' +
      'you press the ' +
      'button. Any camera is fine, telephones too.',
  },
  {
    name: 'book-market',
    venue: 'loods',
    title: 'Small Press Book Market',
    category: 'art',
    tags: ['books', 'readings', 'free'],
    when: on(84, 'sun', '11:00', 7),
    capacity: 1200,
    tickets: [free(6)],
    description:
      'Eighty small presses, one long hall and readings on the hour. Bring a bag; ' +
      'there are more good books than arms. Entry is ' +
      'free, a ticket helps us to plan.',
  },
  {
    name: 'lake-triathlon',
    venue: 'seewerk',
    title: 'Lake Triathlon: Sprint Distance',
    category: 'sport',
    tags: ['triathlon', 'outdoor', 'swimming'],
    when: on(98, 'sun', '08:00', 5),
    capacity: 350,
    tickets: [
      earlyBird(8900, 100, 30),
      { name: 'Single', priceMinor: 11500, maxPerUser: 1 },
      { name: 'Relay Team', priceMinor: 21000, capacity: 50, maxPerUser: 1 },
    ],
    description:
      'Swim 750 metres, ride 20 kilometres and run five, always with the lake in sight. ' +
      'Waves start by age, the slowest first. ' +
      'Soup and a massage wait behind the finish.',
  },
  {
    name: 'magic',
    venue: 'brana',
    title: 'The Honest Magician',
    category: 'theatre',
    tags: ['magic', 'family-friendly'],
    when: on(105, 'fri', '19:00', 1.75),
    capacity: 160,
    tickets: [general(45000), child(25000), vip(89000, 12)],
    description:
      'He announces every trick, explains how it is done, and does it. You still will not see it. ' +
      'VIP seats are on the stage ' +
      'itself and come with a pack of cards.',
  },
  {
    name: 'accessibility-day',
    venue: 'nordlyset',
    title: 'Built for Everyone: Accessibility Day',
    category: 'conference',
    tags: ['design', 'accessibility', 'technology'],
    when: on(119, 'tue', '09:00', 8),
    capacity: 240,
    tickets: [earlyBird(129500, 60, 45), general(189500, 10), student(45000, 30)],
    description:
      'A day about websites, trains and ballots that everybody can use, led by people who depend on it. ' +
      'Live captions, sign ' +
      'language and a quiet room all day. Lunch is included.',
  },
  {
    name: 'open-air-cinema',
    venue: 'tarongers',
    title: "Open-Air Cinema: Audience's Choice",
    category: 'film',
    tags: ['open-air', 'classic'],
    when: on(133, 'fri', '21:45', 2.5),
    capacity: 380,
    tickets: [general(950, 8), { name: 'Deckchair', priceMinor: 1600, capacity: 60, maxPerUser: 4 }],
    description:
      'Three films stand for election, the audience decides by applause, the projector does the rest. ' +
      'Blankets can be borrowed at ' +
      'the door. If it rains we move inside.',
  },
  {
    name: 'natural-wine',
    venue: 'verriere',
    title: 'Forty Growers: Wine Fair',
    category: 'food',
    tags: ['wine', 'tasting', 'fair'],
    when: on(147, 'sat', '12:00', 7),
    capacity: 500,
    tickets: [earlyBird(2500, 120, 60), general(3500, 6), vip(9500, 24)],
    description:
      'Forty small growers pour what they made and tell how. Your ticket includes a glass, and a spittoon is ' +
      'never far. VIP ' +
      'guests begin an hour earlier with a guided tasting.',
  },
  {
    name: 'lift-musical',
    venue: 'hirsch',
    title: 'The Lift: A Musical on Seven Floors',
    category: 'theatre',
    tags: ['musical', 'premiere'],
    draft: true,
    when: on(161, 'sat', '19:30', 2.75),
    capacity: 280,
    tickets: [general(5200), student(2200, 60), vip(9800, 20)],
    description:
      'Eleven strangers, one lift, and a power cut between the fourth floor and the fifth. ' +
      'A new musical with a band of six on ' +
      'the roof of the cabin. Sung in German with English surtitles.',
  },
  {
    name: 'robot-camp',
    venue: 'seewerk',
    title: 'Robot Camp for Young Engineers',
    category: 'family',
    tags: ['robots', 'children', 'technology'],
    draft: true,
    when: on(168, 'mon', '09:00', 7),
    capacity: 24,
    tickets: [general(14500, 3)],
    description:
      'Build a robot that follows a line, then teach it to leave it. ' +
      'A full day for children from nine to thirteen, in groups of ' +
      'three. Lunch and all the parts are included.',
  },
  {
    name: 'electronic-night',
    venue: 'speicher',
    title: 'Tidal: A Night of Electronic Music',
    category: 'music',
    tags: ['electronic', 'live', 'late-night'],
    when: on(175, 'sat', '23:00', 7),
    capacity: 700,
    tickets: [earlyBird(1900, 150, 60), general(2800, 4), vip(6500, 50)],
    description:
      'Four live acts and no laptop on stage: modular synthesizers, tape and a harbour crane that has been ' +
      'taught to sing. Doors ' +
      'at eleven, breakfast at six. From eighteen years; bring an identity card.',
  },
  {
    name: 'choir',
    venue: 'glasfabrik',
    title: 'Sing It Yourself: A Choir of a Thousand',
    category: 'music',
    tags: ['choir', 'participation', 'family-friendly'],
    when: on(190, 'sun', '16:00', 2.5),
    capacity: 1000,
    tickets: [general(1200, 10), child(0), student(600)],
    description:
      'There is no audience: everyone who comes sings. We rehearse four songs in an hour, then perform them for ' +
      'ourselves with a ' +
      'brass band. No experience needed, sheets are handed out, children sing for nothing.',
  },
]
