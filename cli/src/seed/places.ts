// Real cities with their clocks, money and coordinates, invented houses in them, and kinds of events.

export interface City {
  readonly country: string
  readonly timezone: string
  readonly currency: string
  /** How many of its currency make a euro's worth, and to what prices are rounded. */
  readonly perEuro: number
  readonly roundTo: number
  readonly location: { readonly lat: number; readonly lon: number }
  readonly streets: readonly string[]
  readonly houses: readonly string[]
}

const euro = { currency: 'EUR', perEuro: 1, roundTo: 1 }

export const cities = {
  'Berlin': {
    ...euro,
    country: 'DE',
    timezone: 'Europe/Berlin',
    location: { lat: 52.517, lon: 13.389 },
    streets: ['Uferweg', 'Kastanienallee', 'Am Alten Gaswerk'],
    houses: ['Kesselhaus am Ufer', 'Kleine Laterne', 'Saal Neun', 'Werkhof Ost', 'Theater im Hinterhof'],
  },
  'Hamburg': {
    ...euro,
    country: 'DE',
    timezone: 'Europe/Berlin',
    location: { lat: 53.551, lon: 9.994 },
    streets: ['Am Speicher', 'Deichgasse', 'Kranweg'],
    houses: ['Speicher am Kran', 'Ankersaal', 'Die Alte Werft', 'Schuppen Elf'],
  },
  'Vienna': {
    ...euro,
    country: 'AT',
    timezone: 'Europe/Vienna',
    location: { lat: 48.208, lon: 16.373 },
    streets: ['Hirschgasse', 'Lindenhof', 'Am Graben'],
    houses: ['Theater zum Hirschen', 'Lindensaal', 'Kammerbühne', 'Kino am Markt'],
  },
  'Zürich': {
    country: 'CH',
    timezone: 'Europe/Zurich',
    currency: 'CHF',
    perEuro: 1.1,
    roundTo: 1,
    location: { lat: 47.376, lon: 8.541 },
    streets: ['Uferstrasse', 'Mühlesteig', 'Am Seeweg'],
    houses: ['Seewerk', 'Mühlesaal', 'Theater am Steg'],
  },
  'Amsterdam': {
    ...euro,
    country: 'NL',
    timezone: 'Europe/Amsterdam',
    location: { lat: 52.373, lon: 4.892 },
    streets: ['Scheepskade', 'Zoutgracht', 'Molenpad'],
    houses: ['De Blauwe Loods', 'Het Pakhuis', 'Zaal aan de Gracht'],
  },
  'Paris': {
    ...euro,
    country: 'FR',
    timezone: 'Europe/Paris',
    location: { lat: 48.857, lon: 2.351 },
    streets: ['quai des Tisserands', 'rue du Lavoir', 'passage des Lampes'],
    houses: ['La Verrière', 'Le Petit Entrepôt', 'Salle des Tisserands', 'Cinéma du Passage'],
  },
  'Barcelona': {
    ...euro,
    country: 'ES',
    timezone: 'Europe/Madrid',
    location: { lat: 41.387, lon: 2.17 },
    streets: ['Carrer del Teler', 'Passatge dels Fars', 'Moll Vell'],
    houses: ['La Nau del Teler', 'Sala dels Fars', 'Teatre del Moll'],
  },
  'Lisbon': {
    ...euro,
    country: 'PT',
    timezone: 'Europe/Lisbon',
    location: { lat: 38.722, lon: -9.139 },
    streets: ['Cais das Redes', 'Rua do Forno', 'Largo da Maré'],
    houses: ['Armazém da Maré', 'Sala do Forno', 'Casa das Redes'],
  },
  'Rome': {
    ...euro,
    country: 'IT',
    timezone: 'Europe/Rome',
    location: { lat: 41.903, lon: 12.496 },
    streets: ['Via dei Fornai', 'Vicolo della Luna', 'Piazza del Pozzo'],
    houses: ['Teatro della Luna', 'Officina dei Fornai', 'Sala del Pozzo'],
  },
  'London': {
    country: 'GB',
    timezone: 'Europe/London',
    currency: 'GBP',
    perEuro: 0.9,
    roundTo: 1,
    location: { lat: 51.507, lon: -0.128 },
    streets: ['Tanner Row', 'Tallow Wharf', 'Copper Lane'],
    houses: ['Copperlight Rooms', 'Tallow Wharf Centre', 'The Old Tannery', 'Lantern Studio'],
  },
  'Copenhagen': {
    country: 'DK',
    timezone: 'Europe/Copenhagen',
    currency: 'DKK',
    perEuro: 7.5,
    roundTo: 5,
    location: { lat: 55.676, lon: 12.568 },
    streets: ['Tovværksgade', 'Kajvej', 'Bagergangen'],
    houses: ['Scene Nord', 'Tovværket', 'Salen ved Kajen'],
  },
  'Prague': {
    country: 'CZ',
    timezone: 'Europe/Prague',
    currency: 'CZK',
    perEuro: 25,
    roundTo: 10,
    location: { lat: 50.087, lon: 14.421 },
    streets: ['Zvonařská', 'Na Nábřeží', 'Mlýnská'],
    houses: ['Divadlo U Zvonu', 'Sál Na Nábřeží', 'Mlýn'],
  },
  'New York': {
    country: 'US',
    timezone: 'America/New_York',
    currency: 'USD',
    perEuro: 1.2,
    roundTo: 1,
    location: { lat: 40.713, lon: -74.006 },
    streets: ['Ropewalk Street', 'Ferry Place', 'Cannery Row'],
    houses: ['Ninth Lantern Hall', 'The Ropewalk', 'Ferry Street Playhouse'],
  },
  'Toronto': {
    country: 'CA',
    timezone: 'America/Toronto',
    currency: 'CAD',
    perEuro: 1.6,
    roundTo: 1,
    location: { lat: 43.653, lon: -79.383 },
    streets: ['Cooper Street', 'Mill Lane', 'Harbour Walk'],
    houses: ['Cooperage Hall', 'The Mill Room', 'Maple Stage'],
  },
  'Tokyo': {
    country: 'JP',
    timezone: 'Asia/Tokyo',
    currency: 'JPY',
    perEuro: 160,
    roundTo: 100,
    location: { lat: 35.682, lon: 139.759 },
    streets: ['Kawazoe', 'Tsukinami', 'Hashimoto'],
    houses: ['Suigetsu Hall', 'Kawazoe Studio', 'Tsukinami Theatre'],
  },
  'Sydney': {
    country: 'AU',
    timezone: 'Australia/Sydney',
    currency: 'AUD',
    perEuro: 1.7,
    roundTo: 1,
    location: { lat: -33.869, lon: 151.209 },
    streets: ['Wool Store Lane', 'Quay Steps', 'Foundry Street'],
    houses: ['The Wool Store', 'Quayside Rooms', 'Foundry Theatre'],
  },
} as const satisfies Record<string, City>

export type CityName = keyof typeof cities

export interface Category {
  /** `{…}` stands for one of the words of that name. */
  readonly titles: readonly string[]
  readonly descriptions: readonly string[]
  readonly tags: readonly string[]
  readonly euros: readonly [min: number, max: number]
  readonly begins: readonly string[]
  readonly hours: readonly [min: number, max: number]
}

export const categories = {
  music: {
    titles: [
      'The {adjective} {things}',
      'An Evening with {first} {last}',
      '{last} Quartet: {things} and {things}',
      '{adjective} {things} + {adjective} {things}',
      '{thing} Sessions with {first} {last}',
    ],
    descriptions: [
      'Two sets and a break in between. The bar is open from an hour before.',
      'New songs, a few old ones, and one that nobody expects.',
      'Played without microphones, so come early and sit close.',
    ],
    tags: ['live', 'acoustic', 'jazz', 'classical', 'indie', 'folk'],
    euros: [14, 65],
    begins: ['19:30', '20:00', '20:30', '21:00'],
    hours: [2, 3],
  },
  theatre: {
    titles: ['The {adjective} {thing}', '{things} in {season}', 'A {thing} for {first}', 'What the {thing} Knew'],
    descriptions: [
      'A play in two acts about a family, a house and what is left of both.',
      'Four actors, twelve parts and one very patient stagehand.',
      'A new production of a piece that was forgotten for eighty years.',
    ],
    tags: ['drama', 'premiere', 'dance', 'classic'],
    euros: [18, 58],
    begins: ['19:00', '19:30', '20:00'],
    hours: [2, 3],
  },
  comedy: {
    titles: ['{first} {last}: {adjective} Again', 'The {thing} Club', 'Nothing but {things}', 'Late {thing} Comedy'],
    descriptions: [
      'Stand-up by people who have rehearsed this, whatever it looks like.',
      'Six comedians, seven minutes each, and a gong for the eighth.',
    ],
    tags: ['stand-up', 'improv', 'newcomers'],
    euros: [10, 32],
    begins: ['20:00', '20:30', '21:30'],
    hours: [1, 2],
  },
  workshop: {
    titles: ['{craft} for Beginners', '{craft} in a Day', 'Weekend {craft} with {first} {last}'],
    descriptions: [
      'All tools and materials are here. You take home what you have made.',
      'A small group, a long table and lunch in the middle. No experience is needed.',
    ],
    tags: ['hands-on', 'beginners', 'craft'],
    euros: [35, 140],
    begins: ['10:00', '11:00', '13:00'],
    hours: [3, 6],
  },
  film: {
    titles: ['{adjective} {things}: Short Films', 'Silent {thing}, Loud Piano', 'The {thing} on Film'],
    descriptions: ['With an introduction, and a talk with the people who made it afterwards. Subtitled in English.'],
    tags: ['documentary', 'short-film', 'subtitled'],
    euros: [8, 18],
    begins: ['18:30', '20:15', '21:00'],
    hours: [2, 2],
  },
  family: {
    titles: ['The {thing} Who Lost a {thing}', 'Science Saturday: {things}', '{first} and the {adjective} {thing}'],
    descriptions: [
      'For children from four, and for everybody who brings them. It takes an hour, with a look backstage.',
    ],
    tags: ['children', 'matinee', 'puppets'],
    euros: [5, 18],
    begins: ['11:00', '15:00', '16:00'],
    hours: [1, 2],
  },
  food: {
    titles: ['{season} Supper at {last}’s', '{craft} and Wine', 'A Table for {things}'],
    descriptions: ['One long table, five courses, and a cook who tells where everything grew. Say what you can’t eat.'],
    tags: ['dinner', 'tasting', 'seasonal'],
    euros: [45, 120],
    begins: ['18:30', '19:00', '19:30'],
    hours: [3, 4],
  },
  conference: {
    titles: ['{adjective} Systems Day', '{thing} Conf', 'Engineering {things}'],
    descriptions: ['Eight talks, three workshops, long breaks. Coffee and lunch are included.'],
    tags: ['technology', 'software', 'talks'],
    euros: [90, 390],
    begins: ['09:00', '09:30'],
    hours: [8, 9],
  },
} as const satisfies Record<string, Category>

export type CategoryName = keyof typeof categories
