// Builds the site's single script and style sheet, with its fonts, into a git-ignored static folder.
import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "../atelier/ui/static/ui/dist",
    emptyOutDir: true,
    manifest: "manifest.json",
    assetsInlineLimit: 0,
    rollupOptions: { input: { atelier: "src/atelier.js" } },
  },
});
