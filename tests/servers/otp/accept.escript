%% A TLS server as MongooseIM makes one: Erlang's own ssl with verify_peer.
%% Says of each connection, in a line, whether the certificate of the client was accepted.
%%
%%   accept.escript PORT CERTIFICATE KEY ANCHOR

main([Port, Certificate, Key, Anchor]) ->
    {ok, _} = application:ensure_all_started(ssl),
    Options = [{ip, {127, 0, 0, 1}}, {reuseaddr, true}, {log_level, none},
               {certfile, Certificate}, {keyfile, Key}, {cacertfile, Anchor},
               {verify, verify_peer}, {fail_if_no_peer_cert, true}],
    {ok, Listener} = ssl:listen(list_to_integer(Port), Options),
    accept(Listener).

accept(Listener) ->
    {ok, Connection} = ssl:transport_accept(Listener),
    case ssl:handshake(Connection, 5000) of
        {ok, Secured} ->
            io:format("accepted~n"),
            ssl:close(Secured);
        {error, Reason} ->
            io:format("~0p~n", [Reason])
    end,
    accept(Listener).
