using RadioNet.Command;
using RadioNet.Command.Terminal;

return await CommandLine.RunAsync(args, Language.Of(args, Environment.GetEnvironmentVariable)).ConfigureAwait(false);
