// Who may import whom. server/test/house/imports.test.ts runs these and plants a violation of each.
// Files of pure decisions and of the plain data they decide on.
const PURE = '^server/src/domains/[a-z]+/(rules[.]ts$|rules/)'
const domain = '^server/src/domains/([^/]+)/'

module.exports = {
  forbidden: [
    {
      name: 'contract-imports-nothing-of-the-server',
      from: { path: '^server/src/contract/' },
      to: { path: '^server/src/', pathNot: '^server/src/contract/' },
    },
    {
      name: 'platform-knows-no-domain',
      from: { path: '^server/src/platform/' },
      to: { path: '^server/src/', pathNot: '^server/src/(platform|contract)/' },
    },
    {
      name: 'rules-are-pure',
      from: { path: PURE },
      // Texts are folded by a pure file that imports nothing.
      to: { pathNot: [PURE, '^server/src/(contract/types|platform/folded-text)[.]ts$'] },
    },
    {
      name: 'domains-meet-at-their-ports',
      from: { path: domain },
      to: { path: '^server/src/domains/', pathNot: ['^server/src/domains/$1/', '/port\\.ts$'] },
    },
    {
      name: 'domains-see-only-what-is-below',
      from: { path: domain },
      to: { path: '^server/src/', pathNot: '^server/src/(domains|platform|contract)/' },
    },
    // Of types alone too: what two files must know of each other belongs into one, or into a third.
    { name: 'no-circles', from: {}, to: { circular: true } },
    // Its client takes a quarter of a start to load, so it is imported dynamically.
    {
      name: 'elasticsearch-is-loaded-where-there-is-one',
      from: { path: '^server/src/', pathNot: '/search/elasticsearch/(client|engine|faults|index-store)[.]ts$' },
      to: {
        path: '/search/elasticsearch/(client|engine|faults|index-store)[.]ts$',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
    { name: 'sdk-stands-alone', from: { path: '^sdk/src/' }, to: { path: '^(server|cli|examples|openapi)/' } },
    { name: 'cli-speaks-through-the-sdk', from: { path: '^cli/src/' }, to: { path: '^(server|examples|openapi)/' } },
    { name: 'examples-speak-through-the-sdk', from: { path: '^examples/' }, to: { path: '^(server|cli|openapi)/' } },
  ],
}
