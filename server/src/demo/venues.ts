// The demo's venues: invented houses in real cities, with the city's coordinates, clock and money.
import type { Shape } from '../contract/types.ts'

export interface DemoVenue {
  readonly venue: Shape<'VenueToMake'>
  readonly currency: string
}

export type DemoVenueId = keyof typeof demoVenues

export const demoVenues = {
  glasfabrik: {
    currency: 'EUR',
    venue: {
      name: 'Glasfabrik Ost',
      address: 'Uferweg 14',
      city: 'Berlin',
      country: 'DE',
      location: { lat: 52.5075, lon: 13.449 },
      timezone: 'Europe/Berlin',
    },
  },
  laterne: {
    currency: 'EUR',
    venue: {
      name: 'Kleine Laterne',
      address: 'Kiezgasse 3',
      city: 'Berlin',
      country: 'DE',
      location: { lat: 52.489, lon: 13.425 },
      timezone: 'Europe/Berlin',
    },
  },
  speicher: {
    currency: 'EUR',
    venue: {
      name: 'Speicher Neun',
      address: 'Am Alten Kran 9',
      city: 'Hamburg',
      country: 'DE',
      location: { lat: 53.5436, lon: 9.999 },
      timezone: 'Europe/Berlin',
    },
  },
  hirsch: {
    currency: 'EUR',
    venue: {
      name: 'Theater zum Silbernen Hirsch',
      address: 'Hirschgasse 21',
      city: 'Vienna',
      country: 'AT',
      location: { lat: 48.205, lon: 16.359 },
      timezone: 'Europe/Vienna',
    },
  },
  seewerk: {
    currency: 'CHF',
    venue: {
      name: 'Seewerk',
      address: 'Uferstrasse 60',
      city: 'Zürich',
      country: 'CH',
      location: { lat: 47.356, lon: 8.536 },
      timezone: 'Europe/Zurich',
    },
  },
  loods: {
    currency: 'EUR',
    venue: {
      name: 'De Blauwe Loods',
      address: 'Scheepskade 7',
      city: 'Amsterdam',
      country: 'NL',
      location: { lat: 52.401, lon: 4.893 },
      timezone: 'Europe/Amsterdam',
    },
  },
  verriere: {
    currency: 'EUR',
    venue: {
      name: 'La Verrière du Nord',
      address: '18 quai des Tisserands',
      city: 'Paris',
      country: 'FR',
      location: { lat: 48.889, lon: 2.376 },
      timezone: 'Europe/Paris',
    },
  },
  copperlight: {
    currency: 'GBP',
    venue: {
      name: 'Copperlight Rooms',
      address: '42 Tanner Row',
      city: 'London',
      country: 'GB',
      location: { lat: 51.522, lon: -0.076 },
      timezone: 'Europe/London',
    },
  },
  tallow: {
    currency: 'GBP',
    venue: {
      name: 'Tallow Wharf Centre',
      address: '1 Tallow Wharf',
      city: 'London',
      country: 'GB',
      location: { lat: 51.505, lon: -0.029 },
      timezone: 'Europe/London',
    },
  },
  nordlyset: {
    currency: 'DKK',
    venue: {
      name: 'Scene Nordlyset',
      address: 'Tovværksgade 5',
      city: 'Copenhagen',
      country: 'DK',
      location: { lat: 55.665, lon: 12.571 },
      timezone: 'Europe/Copenhagen',
    },
  },
  tarongers: {
    currency: 'EUR',
    venue: {
      name: 'La Nau dels Tarongers',
      address: 'Carrer del Teler 88',
      city: 'Barcelona',
      country: 'ES',
      location: { lat: 41.399, lon: 2.196 },
      timezone: 'Europe/Madrid',
    },
  },
  mare: {
    currency: 'EUR',
    venue: {
      name: 'Armazém da Maré',
      address: 'Cais das Redes 30',
      city: 'Lisbon',
      country: 'PT',
      location: { lat: 38.704, lon: -9.173 },
      timezone: 'Europe/Lisbon',
    },
  },
  brana: {
    currency: 'CZK',
    venue: {
      name: 'Divadlo U Modré brány',
      address: 'Zvonařská 12',
      city: 'Prague',
      country: 'CZ',
      location: { lat: 50.083, lon: 14.434 },
      timezone: 'Europe/Prague',
    },
  },
  lantern: {
    currency: 'USD',
    venue: {
      name: 'Ninth Lantern Hall',
      address: '219 Ropewalk Street',
      city: 'New York',
      country: 'US',
      location: { lat: 40.718, lon: -73.958 },
      timezone: 'America/New_York',
    },
  },
  suigetsu: {
    currency: 'JPY',
    venue: {
      name: 'Suigetsu Hall',
      address: '3-8 Kawazoe',
      city: 'Tokyo',
      country: 'JP',
      location: { lat: 35.661, lon: 139.701 },
      timezone: 'Asia/Tokyo',
    },
  },
} as const satisfies Record<string, DemoVenue>
