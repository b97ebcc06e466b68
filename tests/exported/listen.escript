%% A TLS server as a listener of MongooseIM is one, which asks for no certificate: Erlang's own ssl.
%%
%%   listen.escript PORT CERTIFICATE KEY

main([Port, Certificate, Key]) ->
    {ok, _} = application:ensure_all_started(ssl),
    Options = [{ip, {127, 0, 0, 1}}, {reuseaddr, true}, {certfile, Certificate}, {keyfile, Key}],
    {ok, Listener} = ssl:listen(list_to_integer(Port), Options),
    accept(Listener).

accept(Listener) ->
    {ok, Connection} = ssl:transport_accept(Listener),
    case ssl:handshake(Connection, 5000) of
        {ok, Secured} -> ssl:close(Secured);
        {error, Reason} -> io:format("~0p~n", [Reason])
    end,
    accept(Listener).
