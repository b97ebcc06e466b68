%% A listener as MongooseIM has one: for each connection Erlang's ssl is handed the files by name.
%%
%%   serve.escript PORT OPTIONS
%%
%% OPTIONS is a file of Erlang terms, read anew for each connection.

main([Port, Options]) ->
    {ok, _} = application:ensure_all_started(ssl),
    Loopback = [binary, {ip, {127, 0, 0, 1}}, {active, false}, {reuseaddr, true}],
    {ok, Listener} = gen_tcp:listen(list_to_integer(Port), Loopback),
    accept(Listener, Options).

accept(Listener, Options) ->
    {ok, Connection} = gen_tcp:accept(Listener),
    {ok, Files} = file:consult(Options),
    %% or it goes on for two minutes with what it has read before
    ssl:clear_pem_cache(),
    try ssl:handshake(Connection, [{verify, verify_none}, {log_level, none} | Files], 5000) of
        {ok, Secured} -> ssl:close(Secured);
        {error, Reason} -> io:format("~0p~n", [Reason])
    catch
        _:Reason -> io:format("~0p~n", [Reason])
    end,
    gen_tcp:close(Connection),
    accept(Listener, Options).
