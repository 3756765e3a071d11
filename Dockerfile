# The server: built from the repository, run as a user without rights. Its PostgreSQL is another container: see docker-compose.yml.
FROM node:20-slim AS build
WORKDIR /evently
# One of the dependencies would report its installation.
ENV SCARF_ANALYTICS=false
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY sdk/package.json sdk/
COPY cli/package.json cli/
COPY examples/flash-sale/package.json examples/flash-sale/
RUN npm ci --include=dev --no-audit --no-fund
COPY tsconfig.base.json ./
COPY openapi openapi
COPY migrations migrations
COPY server server
RUN npx tsc -b server/src
# What the server needs when it runs stays, and nothing else.
RUN npm prune --omit=dev --no-audit --no-fund && rm -rf server/src server/test server/bench sdk cli examples

FROM node:20-slim
ENV NODE_ENV=production EVENTLY_HOST=0.0.0.0
WORKDIR /evently
COPY --from=build /evently ./
USER node
EXPOSE 3000 3001
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=12 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/src/main.js"]
