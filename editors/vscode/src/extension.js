"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const LANGUAGES = ["plaintext", "markdown", "html"];

/** @type {LanguageClient | undefined} */
let client;

/** The settings that stand above mtlint.toml. */
function settings() {
  return vscode.workspace.getConfiguration("mtlint").get("settings", {});
}

async function start() {
  const command = vscode.workspace.getConfiguration("mtlint").get("path", "mtlint");
  const server = { command, args: ["lsp"], transport: TransportKind.stdio };
  const documents = LANGUAGES.flatMap((language) => [
    { scheme: "file", language },
    { scheme: "untitled", language },
  ]);
  client = new LanguageClient("mtlint", "mtlint", server, {
    // The configuration is sent along, so that entries are added to what stands in the editor.
    documentSelector: [...documents, { scheme: "file", pattern: "**/{mtlint,.mtlint}.toml" }],
    initializationOptions: settings(),
  });
  try {
    await client.start();
  } catch (error) {
    const choice = await vscode.window.showErrorMessage(
      `mtlint: ${command} cannot be started: ${error instanceof Error ? error.message : error}`,
      "Settings",
    );
    if (choice) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "mtlint.path");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function configured(event) {
  if (event.affectsConfiguration("mtlint.path")) {
    await restart();
  } else if (event.affectsConfiguration("mtlint.settings") && client?.isRunning()) {
    await client.sendNotification("workspace/didChangeConfiguration", { settings: { mtlint: settings() } });
  }
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("mtlint.restart", restart),
    vscode.workspace.onDidChangeConfiguration(configured),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
